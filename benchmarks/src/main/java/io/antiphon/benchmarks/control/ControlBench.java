package io.antiphon.benchmarks.control;

import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.ProcessFigures;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.systemtests.peer.AntiphonProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server with a large configuration, asked and changed over one connection. Main thread. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        description =
                "The control plane with 1000 sinks, 1000 sources and 2000 routes: start, memory, listing, changes; half a minute.")
public final class ControlBench implements Callable<Integer> {
    private static final int WARM_UP = 50;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--sinks", description = "Sinks, and as many sources; default ${DEFAULT-VALUE}.")
    private int sinks = 1_000;

    @Option(names = "--routes-a-sink", description = "Routes to each sink; default ${DEFAULT-VALUE}.")
    private int routesASink = 2;

    @Option(names = "--turns", description = "Requests of each kind; default ${DEFAULT-VALUE}.")
    private int turns = 300;

    @Override
    public Integer call() throws IOException {
        int many = options.isSmoke() ? 10 : sinks;
        int times = options.isSmoke() ? 3 : turns;
        Report report = new Report(
                "control",
                Machine.here("not used"),
                "%d sinks, %d sources, %d routes; %d requests of each kind over one connection, each after the answer of the last. A change is answered when the engine has it and it is on disk."
                        .formatted(many, many, many * routesASink, times),
                System.out);
        Path home = Files.createTempDirectory("antiphon-bench-");
        try (LevelProbe probe = new LevelProbe()) {
            Files.writeString(home.resolve("config.yaml"), configuration(many, probe.port()));
            measure(report, home, many, times, probe);
        }
        report.writeTo(options.json("control"));
        return 0;
    }

    private static void measure(Report report, Path home, int many, int times, LevelProbe probe) throws IOException {
        try (AntiphonProcess server = AntiphonProcess.start(home)) {
            report.add(Line.of("start to the first answer", "ms", server.startMs(), Target.NONE));
            time(report, "listing all sinks", 20, times, turn -> get(server, "/sinks"));
            time(
                    report,
                    "turning a volume, until it is on disk",
                    2_000,
                    times,
                    turn -> get(server, "/sinks/sink " + turn % many + "/volume/" + (turn % 100) / 100.0));
            time(
                    report,
                    "adding a route",
                    50,
                    times,
                    turn -> server.post("/routes", route("new " + turn, turn % many, (turn + 5) % many)));
            time(report, "deleting a route", 50, times, turn -> server.delete("/routes/new%20" + turn));
            timeUntilHeard(report, times, server, probe);
            report.add(Line.of("resident memory", "MB", ProcessFigures.residentMb(server.process()), Target.NONE));
        }
    }

    /** From before the request until the first packet of another level; it holds 6 ms of sound and is sent behind them. */
    private static void timeUntilHeard(Report report, int times, AntiphonProcess server, LevelProbe probe) {
        double[] ms = new double[times];
        for (int turn = -Math.min(WARM_UP, times); turn < times; turn++) {
            int level = probe.awaitStanding();
            long begunNs = System.nanoTime();
            get(server, "/sinks/heard/volume/" + (turn % 2 == 0 ? 0.25 : 0.5));
            long heardNs = probe.awaitOther(level);
            if (turn >= 0) {
                ms[turn] = (heardNs - begunNs) / 1e6;
            }
        }
        report("a volume is heard at the sink's receiver", 20, ms, report);
    }

    private static void time(Report report, String what, double targetMs, int times, IntConsumer request) {
        double[] ms = new double[times];
        for (int turn = -Math.min(WARM_UP, times); turn < times; turn++) {
            long begunNs = System.nanoTime();
            request.accept(turn + WARM_UP);
            if (turn >= 0) {
                ms[turn] = (System.nanoTime() - begunNs) / 1e6;
            }
        }
        report(what, targetMs, ms, report);
    }

    private static void report(String what, double targetMs, double[] ms, Report report) {
        int times = ms.length;
        Arrays.sort(ms);
        double p99 = ms[Math.min(times - 1, (int) (0.99 * times))];
        report.add(new Line(
                what + ", p99",
                "ms",
                p99,
                null,
                Target.atMost(targetMs),
                Map.of("median", ms[times / 2], "max", ms[times - 1])));
        report.add(Line.of(what + ", median", "ms", ms[times / 2], Target.NONE));
    }

    private static void get(AntiphonProcess server, String path) {
        HttpResponse<String> answer = server.send("GET", path.replace(" ", "%20"), null);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    private String configuration(int many, int heardPort) {
        StringBuilder yaml = new StringBuilder("settings:\n  demo: 'off'\nsources:\n");
        for (int i = 0; i < many; i++) {
            yaml.append("- {name: source %d, ip: 10.1.%d.%d}%n".formatted(i, i / 250, i % 250 + 1));
        }
        yaml.append("- {name: heard, tag: 'tone:1000'}\n");
        yaml.append("sinks:\n");
        yaml.append("- {name: heard, ip: 127.0.0.1, port: %d, bit_depth: 16}%n".formatted(heardPort));
        for (int i = 0; i < many; i++) {
            yaml.append("- {name: sink %d, protocol: web_receiver}%n".formatted(i));
        }
        yaml.append("routes:\n- {name: heard, source: heard, sink: heard}\n");
        for (int i = 0; i < many * routesASink; i++) {
            yaml.append("- ")
                    .append(route("route " + i, i / routesASink, (i * 7) % many))
                    .append('\n');
        }
        return yaml.toString();
    }

    private static String route(String name, int sink, int source) {
        return "{\"name\": \"%s\", \"source\": \"source %d\", \"sink\": \"sink %d\"}".formatted(name, source, sink);
    }
}
