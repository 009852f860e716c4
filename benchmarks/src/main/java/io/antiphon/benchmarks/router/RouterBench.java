package io.antiphon.benchmarks.router;

import io.antiphon.benchmarks.report.ProcessFigures;
import io.antiphon.systemtests.peer.AntiphonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures what the whole program costs and how long sound takes through it, a fresh server for each row. */
@Command(
        name = "router",
        mixinStandardHelpOptions = true,
        description = "The whole program: CPU time and latency from Scream senders to Scream receivers; 5 minutes.")
public final class RouterBench implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 8;

    /** Until a stream's latency has come down from that of its first minute; for the row that is judged by it. */
    private static final int LATENCY_WARM_UP_SECONDS = 150;

    /** Until the compiler has nothing left of the start; for a server that stands idle for days. */
    private static final int IDLE_WARM_UP_SECONDS = 30;

    /** The server's default. */
    private static final int KEPT_MINUTES = 5;

    private static final List<Row> ROWS = List.of(
            new Row(0, 0, KEPT_MINUTES, "14 (idle)", "≤ 10"),
            new Row(1, 1, KEPT_MINUTES, "–", "–"),
            new Row(16, 1, KEPT_MINUTES, "–", "–"),
            new Row(64, 1, KEPT_MINUTES, "217–330", "≤ 60"),
            new Row(64, 1, 0, "217–330", "≤ 60"),
            new Row(1, 16, KEPT_MINUTES, "–", "–"),
            new Row(1, 64, KEPT_MINUTES, "266–303", "≤ 80"),
            new Row(16, 16, KEPT_MINUTES, "515", "≤ 80"));

    /**
     * What is measured.
     *
     * @param sources Scream senders
     * @param sinks Scream receivers; every source is routed to every sink
     * @param keptMinutes history of each stream, in minutes
     * @param ancestor CPU ms/s of ScreamRouter's C++ engine on a machine of this size, measured beforehand
     * @param target CPU ms/s that we want to stay below
     */
    private record Row(int sources, int sinks, int keptMinutes, String ancestor, String target) {
        int warmUpSeconds() {
            if (sources == 0) {
                return IDLE_WARM_UP_SECONDS;
            }
            return sources == 1 && sinks == 1 ? LATENCY_WARM_UP_SECONDS : WARM_UP_SECONDS;
        }
    }

    @Parameters(arity = "0..1", description = "How long each row is measured, in seconds; default ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.printf(
                "Scream 48 kHz/16 bit/stereo, all sources to all sinks, %d s a row after %d s of warming up, 30 s for the idle one.%n"
                        + "CPU is that of the server process, all threads. Latency: packet in → packet out, for 1 → 1 after two and a half minutes; in the first it is 11 ms more. Gap: between packets of 6 ms.%n%n",
                seconds, WARM_UP_SECONDS);
        System.out.println(
                "| sources → sinks | CPU ms/s | ScreamRouter | target | latency p50 ms | p99 | gap p50 ms | p99 | max | RSS MB | start ms | xruns |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        List<String> json = new ArrayList<>();
        for (Row row : ROWS) {
            json.add(measure(row, seconds));
        }
        System.out.println(
                "\n{\"benchmark\":\"router\",\"seconds\":" + seconds + ",\"rows\":[" + String.join(",", json) + "]}");
        return 0;
    }

    private static String measure(Row row, int seconds) throws IOException, InterruptedException {
        List<ReceiverProbe> receivers = new ArrayList<>();
        try (AntiphonProcess server = AntiphonProcess.start(home(row.keptMinutes()));
                SenderLoad senders = new SenderLoad(row.sources(), server.screamPort())) {
            for (int i = 0; i < row.sinks(); i++) {
                receivers.add(new ReceiverProbe());
            }
            configure(server, row, receivers);
            TimeUnit.SECONDS.sleep(row.warmUpSeconds());
            receivers.forEach(ReceiverProbe::clear);
            senders.clicksNs().clear();
            double cpuBefore = ProcessFigures.cpuMs(server.process());
            long begunNs = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            double cpuMsPerSecond =
                    (ProcessFigures.cpuMs(server.process()) - cpuBefore) / ((System.nanoTime() - begunNs) / 1e9);
            return report(row, server, cpuMsPerSecond, senders, receivers);
        } finally {
            for (ReceiverProbe receiver : receivers) {
                receiver.close();
            }
        }
    }

    /** A folder of its own, in which the demo is off. */
    private static Path home(int keptMinutes) throws IOException {
        Path home = Files.createTempDirectory("antiphon-bench-");
        Files.writeString(
                home.resolve("config.yaml"), "settings:\n  demo: 'off'\n  history_minutes: " + keptMinutes + "\n");
        return home;
    }

    private static void configure(AntiphonProcess server, Row row, List<ReceiverProbe> receivers) {
        for (int i = 0; i < row.sources(); i++) {
            server.post("/sources", "{\"name\":\"source %d\",\"ip\":\"%s\"}".formatted(i, SenderLoad.address(i)));
        }
        for (int i = 0; i < row.sinks(); i++) {
            server.post(
                    "/sinks",
                    "{\"name\":\"sink %d\",\"ip\":\"127.0.0.1\",\"port\":%d,\"bit_depth\":16}"
                            .formatted(i, receivers.get(i).port()));
            for (int s = 0; s < row.sources(); s++) {
                server.post(
                        "/routes",
                        "{\"name\":\"%d to %d\",\"source\":\"source %d\",\"sink\":\"sink %d\"}".formatted(s, i, s, i));
            }
        }
    }

    private static String report(
            Row row, AntiphonProcess server, double cpu, SenderLoad senders, List<ReceiverProbe> receivers)
            throws IOException {
        List<Long> gaps = new ArrayList<>();
        List<Long> latencies = new ArrayList<>();
        List<Long> sent = List.copyOf(senders.clicksNs());
        for (ReceiverProbe receiver : receivers) {
            List<Long> arrivals = receiver.arrivalsNs();
            for (int i = 1; i < arrivals.size(); i++) {
                gaps.add(arrivals.get(i) - arrivals.get(i - 1));
            }
            for (long heard : receiver.clicksNs()) {
                sent.stream().filter(ns -> ns < heard).max(Long::compare).ifPresent(ns -> latencies.add(heard - ns));
            }
        }
        long xruns = server.engineCounter("xruns");
        System.out.printf(
                Locale.ROOT,
                "| %d → %d%s | **%.1f** | %s | %s | %.1f | %.1f | %.2f | %.2f | %.2f | %.0f | %.0f | %s |%n",
                row.sources(),
                row.sinks(),
                row.keptMinutes() == 0 ? ", nothing kept" : "",
                cpu,
                row.ancestor(),
                row.target(),
                Percentiles.ms(latencies, 0.5),
                Percentiles.ms(latencies, 0.99),
                Percentiles.ms(gaps, 0.5),
                Percentiles.ms(gaps, 0.99),
                Percentiles.ms(gaps, 1),
                ProcessFigures.residentMb(server.process()),
                server.startMs(),
                xruns);
        return String.format(
                Locale.ROOT,
                "{\"sources\":%d,\"sinks\":%d,\"keptMinutes\":%d,\"cpuMsPerSecond\":%.2f,\"latencyP50Ms\":%s,\"latencyP99Ms\":%s,"
                        + "\"gapP50Ms\":%s,\"gapP99Ms\":%s,\"gapMaxMs\":%s,\"rssMb\":%.0f,\"startMs\":%.0f,\"xruns\":%s}",
                row.sources(),
                row.sinks(),
                row.keptMinutes(),
                cpu,
                number(Percentiles.ms(latencies, 0.5)),
                number(Percentiles.ms(latencies, 0.99)),
                number(Percentiles.ms(gaps, 0.5)),
                number(Percentiles.ms(gaps, 0.99)),
                number(Percentiles.ms(gaps, 1)),
                ProcessFigures.residentMb(server.process()),
                server.startMs(),
                xruns);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "null" : String.format(Locale.ROOT, "%.3f", value);
    }
}
