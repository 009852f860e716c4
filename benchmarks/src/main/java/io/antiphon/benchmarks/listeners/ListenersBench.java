package io.antiphon.benchmarks.listeners;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.benchmarks.reference.CCompiler;
import io.antiphon.benchmarks.reference.CProgram;
import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.ProcessFigures;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Listeners with real ICE, DTLS and SRTP on one sink of a fresh server, in packets of 20 ms. Main thread. */
@Command(
        name = "listeners",
        mixinStandardHelpOptions = true,
        description =
                "WebRTC listeners on one sink: CPU a packet, loss, gaps, memory, joins, a flood beside, churn; 4 minutes.")
public final class ListenersBench implements Callable<Integer> {
    private static final String SINK = "ears";

    /** A core at 50 packets a second for each of 6,000 listeners. */
    private static final double TARGET_US = 3.3;

    private static final int WARM_UP_SECONDS = 10;
    private static final int FLOOD_SECONDS = 10;
    private static final int CHURN_A_SECOND = 100;
    private static final int CHURN_WARM_UP_SECONDS = 15;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--listeners", split = ",", description = "How many, row by row; default 1000,3000.")
    private List<Integer> rows = List.of(1_000, 3_000);

    @Option(names = "--seconds", description = "How long each row is measured; default ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--garbage", description = "Datagrams a second of the flood; default ${DEFAULT-VALUE}; 0 for none.")
    private int garbage = 100_000;

    @Option(names = "--churn", description = "Seconds of coming and going; default ${DEFAULT-VALUE}; 0 for none.")
    private int churnSeconds = 60;

    @Option(names = "--no-chromium", description = "Without a real browser among them.")
    private boolean withoutChromium;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (options.isSmoke()) {
            rows = List.of(5);
            seconds = 2;
            garbage = Math.min(garbage, 1_000);
            churnSeconds = Math.min(churnSeconds, 2);
            withoutChromium = true;
        }
        try (CCompiler compiler = options.compiler()) {
            run(compiler);
        }
        return 0;
    }

    private void run(CCompiler compiler) throws IOException, InterruptedException {
        Report report = new Report(
                "listeners",
                Machine.here(compiler.version()),
                "Listeners on one stereo sink, Opus 96 kbit/s in packets of 20 ms, %d s after %d s of warming up, a fresh server for each row. CPU: all threads of the server, encoder and graph included, for one packet sent; the listeners run on the same machine. C: packets of that size sent as ours are, without encoding and encryption."
                        .formatted(seconds, WARM_UP_SECONDS),
                System.out);
        Optional<CProgram> sending = compiler.compile(List.of("datagrams.c"), List.of());
        boolean first = true;
        for (int count : rows) {
            Double referenceUs = sending.isEmpty() ? null : sending.get().run(count, options.isSmoke() ? 1 : 3)[0];
            try (ChromiumListener chromium = new ChromiumListener();
                    AntiphonProcess server = server(chromium.origin());
                    ListenerLoad load = new ListenerLoad(sink(server))) {
                measure(report, server, load, chromium, count, first, referenceUs);
            }
            first = false;
        }
        if (churnSeconds > 0) {
            churn(report);
        }
        report.writeTo(options.json("listeners"));
    }

    private static AntiphonProcess server(String site) throws IOException {
        Path home = Files.createTempDirectory("antiphon-bench-");
        Files.writeString(home.resolve("config.yaml"), "settings:\n  demo: 'off'\n");
        AntiphonProcess server = AntiphonProcess.start(
                home,
                FreePort.udp(),
                FreePort.udp(),
                "--max-listeners",
                "10000",
                "--max-listeners-per-address",
                "10000",
                "--cors-origins",
                site);
        server.post("/sinks", "{\"name\":\"%s\",\"protocol\":\"web_receiver\"}".formatted(SINK));
        server.addGenerator("tones", "tone:440/1000:-18");
        server.addRoute("tones", "tones", SINK);
        return server;
    }

    private static URI sink(AntiphonProcess server) {
        return URI.create(server.address() + "/api/whep/" + SINK);
    }

    private void measure(
            Report report,
            AntiphonProcess server,
            ListenerLoad load,
            ChromiumListener chromium,
            int count,
            boolean first,
            @Nullable Double referenceUs)
            throws IOException, InterruptedException {
        boolean browser =
                first && !withoutChromium && chromium.listen(sink(server).toString());
        double joinS = load.join(count);
        TimeUnit.SECONDS.sleep(options.isSmoke() ? 1 : WARM_UP_SECONDS);
        JsonNode before = chromium.heard();
        Take take = take(server, load, seconds);
        JsonNode after = chromium.heard();
        String name = count + " listeners: ";
        int heard = load.listeners().size();
        report.add(new Line(
                name + "server CPU a packet",
                "µs",
                take.cpuUs() / Math.max(1, take.received()),
                referenceUs,
                Target.atMost(TARGET_US),
                Map.of(
                        "packets", (double) take.received(),
                        "cpuPercent", take.cpuUs() / (seconds * 1e4),
                        "listenersACore", 1e6 / 50 / (take.cpuUs() / Math.max(1, take.received())))));
        report.add(Line.of(name + "joins that failed", "", count - heard, Target.atMost(0)));
        report.add(Line.of(name + "lost", "packets", (double) take.lost(), Target.atMost(0)));
        report.add(Line.of(name + "not authentic", "packets", (double) take.notAuthentic(), Target.atMost(0)));
        report.add(Line.of(name + "worst gap, median listener", "ms", take.gapMedianMs(), Target.NONE));
        report.add(Line.of(name + "worst gap, worst listener", "ms", take.gapWorstMs(), Target.NONE));
        report.add(Line.of(name + "memory", "MB", ProcessFigures.residentMb(server.process()), Target.NONE));
        report.add(new Line(
                name + "a join, all at once",
                "ms",
                1_000 * joinS / count,
                null,
                Target.NONE,
                Map.of("joinsASecond", count / joinS)));
        if (browser) {
            reportBrowser(report, name, before, after);
        }
        if (first && garbage > 0) {
            flood(report, server, load, name);
        }
    }

    private static void reportBrowser(Report report, String name, @Nullable JsonNode before, @Nullable JsonNode after) {
        String browser = name + "Chromium among them, ";
        report.add(
                Line.of(browser + "concealed", "samples", rise(before, after, "concealedSamples"), Target.atMost(0)));
        report.add(Line.of(browser + "lost", "packets", rise(before, after, "packetsLost"), Target.atMost(0)));
        report.add(Line.of(
                browser + "jitter buffer",
                "ms",
                after == null ? Double.NaN : after.path("jitterBufferMs").asDouble(),
                Target.NONE));
    }

    /** By how much a count rose; no number when the browser did not play. */
    private static double rise(@Nullable JsonNode before, @Nullable JsonNode after, String key) {
        return before == null || after == null
                ? Double.NaN
                : after.path(key).asDouble() - before.path(key).asDouble();
    }

    private void flood(Report report, AntiphonProcess server, ListenerLoad load, String name)
            throws IOException, InterruptedException {
        int port = server.webRtcPort();
        try (GarbageLoad flood = new GarbageLoad(port, garbage)) {
            long before = flood.sent();
            Take take = take(server, load, options.isSmoke() ? 2 : FLOOD_SECONDS);
            double rate = (flood.sent() - before) / (double) (options.isSmoke() ? 2 : FLOOD_SECONDS);
            String beside = name + "beside a flood, ";
            report.add(new Line(
                    beside + "lost",
                    "packets",
                    (double) take.lost(),
                    null,
                    Target.atMost(0),
                    Map.of("floodASecond", rate)));
            report.add(Line.of(beside + "worst gap, worst listener", "ms", take.gapWorstMs(), Target.NONE));
            report.add(Line.of(
                    beside + "server CPU",
                    "% of a core",
                    take.cpuUs() / ((options.isSmoke() ? 2 : FLOOD_SECONDS) * 1e4),
                    Target.NONE));
            report.add(Line.of(
                    beside + "sessions lost",
                    "",
                    Math.max(0, load.listeners().size() - ServerFigures.sessions(server)),
                    Target.atMost(0)));
        }
    }

    /**
     * What came in some seconds.
     *
     * @param cpuUs CPU time of the server
     * @param received packets of sound, by all
     * @param lost packets of sound, by all
     * @param notAuthentic of those that were opened
     * @param gapMedianMs longest time between two packets, of the listener in the middle
     * @param gapWorstMs the same of the worst one
     */
    private record Take(
            double cpuUs, long received, long lost, long notAuthentic, double gapMedianMs, double gapWorstMs) {}

    private static Take take(AntiphonProcess server, ListenerLoad load, int seconds) throws InterruptedException {
        List<LoadListener> all = load.listeners();
        all.forEach(LoadListener::begin);
        double cpuBeforeMs = ProcessFigures.cpuMs(server.process());
        TimeUnit.SECONDS.sleep(seconds);
        double cpuUs = 1_000 * (ProcessFigures.cpuMs(server.process()) - cpuBeforeMs);
        all.forEach(LoadListener::end);
        long[] gapsNs =
                all.stream().mapToLong(LoadListener::worstGapNs).sorted().toArray();
        return new Take(
                cpuUs,
                all.stream().mapToLong(LoadListener::received).sum(),
                all.stream().mapToLong(LoadListener::lost).sum(),
                all.stream().mapToLong(LoadListener::notAuthentic).sum(),
                gapsNs.length == 0 ? Double.NaN : gapsNs[gapsNs.length / 2] / 1e6,
                Arrays.stream(gapsNs).max().orElse(0) / 1e6);
    }

    private void churn(Report report) throws IOException, InterruptedException {
        try (AntiphonProcess server = server("http://127.0.0.1:1");
                ListenerLoad load = new ListenerLoad(sink(server))) {
            visits(load, options.isSmoke() ? 1 : CHURN_WARM_UP_SECONDS);
            awaitEmpty(server);
            ServerFigures before = ServerFigures.of(server);
            double cpuBeforeMs = ProcessFigures.cpuMs(server.process());
            int failedBefore = load.failed();
            int visits = visits(load, churnSeconds);
            double cpuMs = ProcessFigures.cpuMs(server.process()) - cpuBeforeMs;
            awaitEmpty(server);
            ServerFigures after = ServerFigures.of(server);
            String name = "churn, " + CHURN_A_SECOND + " a second: ";
            report.add(new Line(
                    name + "visits that failed",
                    "",
                    load.failed() - failedBefore,
                    null,
                    Target.atMost(0),
                    Map.of("visits", (double) visits)));
            report.add(Line.of(name + "server CPU a visit", "ms", cpuMs / Math.max(1, visits), Target.NONE));
            report.add(Line.of(name + "sessions left", "", after.sessions(), Target.atMost(0)));
            report.add(Line.of(name + "DTLS threads left", "", after.handshakes(), Target.atMost(0)));
            report.add(Line.of(name + "threads more", "", after.threads() - before.threads(), Target.atMost(2)));
            report.add(Line.of(
                    name + "descriptors more", "", after.descriptors() - before.descriptors(), Target.atMost(2)));
            report.add(new Line(
                    name + "memory more",
                    "MB",
                    after.residentMb() - before.residentMb(),
                    null,
                    Target.atMost(20),
                    Map.of("beforeMb", before.residentMb())));
        }
    }

    /** Lets listeners come and go, evenly; returns how many came. */
    private static int visits(ListenerLoad load, int seconds) throws InterruptedException {
        int visits = seconds * CHURN_A_SECOND;
        long begunNs = System.nanoTime();
        try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < visits; i++) {
                boolean bySignalling = i % 2 == 0;
                visitors.execute(() -> load.visit(bySignalling));
                long dueNs = begunNs + (i + 1) * 1_000_000_000L / CHURN_A_SECOND;
                TimeUnit.NANOSECONDS.sleep(dueNs - System.nanoTime());
            }
        }
        return visits;
    }

    private static void awaitEmpty(AntiphonProcess server) throws InterruptedException {
        for (int i = 0; i < 40 && ServerFigures.sessions(server) > 0; i++) {
            TimeUnit.SECONDS.sleep(1);
        }
        TimeUnit.SECONDS.sleep(3); // the broadcast lingers for two
    }
}
