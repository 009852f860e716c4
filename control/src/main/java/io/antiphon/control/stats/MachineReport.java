package io.antiphon.control.stats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine and this process, in the shape by which clients know a router. Any thread. */
public final class MachineReport {
    private static final double MIB = 1024.0 * 1024.0;

    private final String hostName = hostName();

    /** All of this moment; what the system does not tell is null. */
    public ObjectNode figures() {
        ObjectNode info = Json.object();
        info.put("hostname", hostName);
        info.put("fqdn", "");
        info.put("product", "antiphon");
        ObjectNode platform = info.putObject("platform");
        platform.put("system", System.getProperty("os.name"));
        platform.put("release", System.getProperty("os.version"));
        platform.put("version", systemVersion());
        platform.put("machine", System.getProperty("os.arch"));
        platform.put("python", ""); // the ancestors' clients expect a text
        platform.put("java", System.getProperty("java.version"));
        OffsetDateTime now = OffsetDateTime.now(ZoneId.systemDefault());
        ObjectNode time = info.putObject("server_time");
        time.put("local_iso", now.toString());
        time.put("utc_iso", now.withOffsetSameInstant(ZoneOffset.UTC).toString());
        double uptime = machineUptimeSeconds();
        info.put("uptime_seconds", uptime);
        info.put("uptime_human", spoken(uptime));
        info.put("cpu_count", Runtime.getRuntime().availableProcessors());
        info.set("load_average", loadAverage());
        info.set("memory", memory());
        info.set("process", process());
        return info;
    }

    private static @Nullable ObjectNode loadAverage() {
        String line = firstLine(Path.of("/proc/loadavg"));
        if (line == null) {
            return null;
        }
        ObjectNode load = Json.object();
        load.put("one", Double.parseDouble(word(line, 0)));
        load.put("five", Double.parseDouble(word(line, 1)));
        load.put("fifteen", Double.parseDouble(word(line, 2)));
        return load;
    }

    private static ObjectNode memory() {
        ObjectNode memory = Json.object();
        var system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof com.sun.management.OperatingSystemMXBean known) {
            double total = known.getTotalMemorySize() / MIB;
            Double told = availableMb();
            double available = told == null ? known.getFreeMemorySize() / MIB : told;
            memory.put("total_mb", total);
            memory.put("available_mb", available);
            memory.put("used_mb", total - available);
            memory.put("used_percent", 100 * (total - available) / total);
        } else {
            memory.putNull("total_mb")
                    .putNull("available_mb")
                    .putNull("used_mb")
                    .putNull("used_percent");
        }
        return memory;
    }

    private static ObjectNode process() {
        ProcessHandle self = ProcessHandle.current();
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        double uptime = Duration.between(started, Instant.now()).toMillis() / 1e3;
        ObjectNode process = Json.object();
        process.put("pid", self.pid());
        process.put("name", "antiphon");
        process.put("status", "running");
        Duration cpu = self.info().totalCpuDuration().orElse(Duration.ZERO);
        process.put("cpu_percent", uptime > 0 ? 100 * cpu.toMillis() / 1e3 / uptime : 0);
        Double resident = residentMb();
        double totalMb = memory().path("total_mb").asDouble();
        process.put("memory_percent", resident == null || totalMb == 0 ? null : 100 * resident / totalMb);
        process.put("memory_rss_mb", resident);
        process.put("num_threads", ManagementFactory.getThreadMXBean().getThreadCount());
        process.put("uptime_seconds", uptime);
        process.put("uptime_human", spoken(uptime));
        process.put("started_at", started.toString());
        return process;
    }

    private static @Nullable Double residentMb() {
        String line = firstLine(Path.of("/proc/self/statm"));
        return line == null ? null : Long.parseLong(word(line, 1)) * 4096 / MIB;
    }

    /** That of this process where the system tells none. */
    private static double machineUptimeSeconds() {
        String line = firstLine(Path.of("/proc/uptime"));
        return line == null
                ? ManagementFactory.getRuntimeMXBean().getUptime() / 1e3
                : Double.parseDouble(word(line, 0));
    }

    /** What programs could still have, caches that would be given up among it. */
    private static @Nullable Double availableMb() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    /** The build of the system, such as {@code #1 SMP PREEMPT_DYNAMIC Debian 6.1.99-1}. */
    private static String systemVersion() {
        String line = firstLine(Path.of("/proc/version"));
        return line == null || line.indexOf('#') < 0
                ? System.getProperty("os.version")
                : line.substring(line.indexOf('#'));
    }

    private static @Nullable String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static String word(String line, int index) {
        return line.split(" ", -1)[index];
    }

    private static String spoken(double seconds) {
        Duration time = Duration.ofSeconds((long) seconds);
        return String.format(
                Locale.ROOT,
                "%dd %02dh %02dm %02ds",
                time.toDaysPart(),
                time.toHoursPart(),
                time.toMinutesPart(),
                time.toSecondsPart());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "antiphon";
        }
    }
}
