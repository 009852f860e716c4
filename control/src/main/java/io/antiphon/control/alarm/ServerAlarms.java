package io.antiphon.control.alarm;

import io.antiphon.control.alarm.Alarm.Mend;
import io.antiphon.control.alarm.Alarm.Severity;
import io.antiphon.control.apply.EngineFigures;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.AntiphonSettings;
import io.antiphon.control.stats.Health;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is wrong with the server as a whole and with its machine. The thread of {@link Alarms}. */
final class ServerAlarms {
    /** A start compiles and loads for some seconds; what it misses then says nothing of later. */
    private static final long START_NS = 30_000_000_000L;

    private static final long XRUNS_NS = 600_000_000_000L;
    private static final Duration CERTIFICATE_NEAR = Duration.ofDays(14);

    /** Less than this of a disk is too little, whatever its size is. */
    private static final long DISK_BYTES = 1L << 30;

    /** So is less than a twentieth of it, on disks that are not huge. */
    private static final long DISK_MOST_BYTES = 10L << 30;

    private final RunningSystem system;
    private final GraphApplier applier;
    private final Health health;
    private final AntiphonSettings settings;
    private final Supplier<Optional<Instant>> certificateEnd;
    private final Lately xruns = new Lately(XRUNS_NS);
    private long begunNs = Long.MIN_VALUE;

    ServerAlarms(
            RunningSystem system,
            GraphApplier applier,
            Health health,
            AntiphonSettings settings,
            Supplier<Optional<Instant>> certificateEnd) {
        this.system = system;
        this.applier = applier;
        this.health = health;
        this.settings = settings;
        this.certificateEnd = certificateEnd;
    }

    List<Alarm> look(long nowNs, Instant now) {
        List<Alarm> found = new ArrayList<>();
        engine(found, nowNs);
        file(found);
        disk(found);
        doors(found);
        certificateEnd.get().ifPresent(end -> certificate(found, end, now));
        return found;
    }

    private void engine(List<Alarm> found, long nowNs) {
        if (begunNs == Long.MIN_VALUE) {
            begunNs = nowNs;
        }
        if (nowNs - begunNs > START_NS) {
            health.problem().ifPresent(problem -> stalled(found, problem));
            long count = xruns.grown("xruns", applier.figures().count("xruns"), nowNs);
            if (count > 0) {
                found.add(of(
                        "xruns",
                        Severity.WARNING,
                        "the audio thread missed periods",
                        Map.of("count", count, "period", settings.engine().periodFrames()),
                        Mend.STATS,
                        Mend.HOW));
            }
        }
        for (EngineFigures.Right right : applier.figures().rights()) {
            boolean asked = right.name().equals("render_priority")
                    || (right.name().equals("memory_lock") && settings.engine().lockMemory());
            if (asked && !right.granted() && applier.figures().position() > 0) {
                found.add(new Alarm(
                        "no_real_time",
                        Severity.WARNING,
                        right.name(),
                        right.text(),
                        Map.of("right", right.name(), "detail", right.text()),
                        List.of(),
                        List.of(Mend.HOW)));
            }
        }
    }

    private static void stalled(List<Alarm> found, Problem problem) {
        String detail = String.valueOf(problem.message());
        found.add(of("not_rendering", Severity.ALARM, detail, Map.of("detail", detail), Mend.LOGS, Mend.HOW));
    }

    private void file(List<Alarm> found) {
        String file = settings.configFile().toString();
        system.fileProblem()
                .ifPresent(problem -> found.add(of(
                        "config_refused",
                        Severity.ALARM,
                        "the configuration file is not right: " + problem,
                        Map.of("detail", problem, "file", file),
                        Mend.HOW,
                        Mend.LOGS)));
        system.putAside()
                .ifPresent(edit -> found.add(of(
                        "config_put_aside",
                        Severity.WARNING,
                        "an edit of the configuration file could not be taken and is kept as " + edit.aside(),
                        Map.of("detail", edit.problem(), "file", edit.aside()),
                        Mend.HOW)));
    }

    private void disk(List<Alarm> found) {
        if (health.history().equals("failing")) {
            found.add(of(
                    "history_failing",
                    Severity.WARNING,
                    "less is kept of streams than should be",
                    Map.of(),
                    Mend.LOGS,
                    Mend.SETTINGS));
        }
        try {
            FileStore store = Files.getFileStore(existing(settings.folders().state()));
            long free = store.getUsableSpace();
            long total = store.getTotalSpace();
            if (total > 0 && free < Math.max(DISK_BYTES, Math.min(total / 20, DISK_MOST_BYTES))) {
                found.add(of(
                        "disk_low",
                        Severity.WARNING,
                        "the disk is nearly full",
                        Map.of(
                                "free_bytes",
                                free,
                                "total_bytes",
                                total,
                                "folder",
                                settings.folders().state().toString()),
                        Mend.SETTINGS,
                        Mend.HOW));
            }
        } catch (IOException e) {
            // A system that does not tell of its disks has nothing to be warned of.
            return;
        }
    }

    private static Path existing(Path folder) {
        Path found = folder.toAbsolutePath();
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    private void doors(List<Alarm> found) {
        for (String warning : settings.warnings()) {
            String code = warning.startsWith("auth ") ? "auth_none" : warning.startsWith("tls ") ? "tls_off" : "";
            if (!code.isEmpty()) {
                found.add(of(
                        code, Severity.WARNING, warning, Map.of("host", settings.apiHost()), Mend.HOW, Mend.SETTINGS));
            }
        }
    }

    private static void certificate(List<Alarm> found, Instant end, Instant now) {
        if (end.isAfter(now.plus(CERTIFICATE_NEAR))) {
            return;
        }
        boolean over = !end.isAfter(now);
        found.add(of(
                over ? "certificate_over" : "certificate_ends",
                over ? Severity.ALARM : Severity.WARNING,
                over ? "the certificate has ended" : "the certificate ends soon",
                Map.of(
                        "until",
                        end.toString(),
                        "days",
                        Math.max(0, Duration.between(now, end).toDays())),
                Mend.HOW));
    }

    private static Alarm of(String code, Severity severity, String text, Map<String, Object> figures, Mend... mends) {
        return new Alarm(code, severity, "", text, figures, List.of(), List.of(mends));
    }
}
