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
import java.util.function.IntToLongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server with a large configuration, asked and changed over one connection. Main thread. */
@Command(
        name = "control",
        mixinStandardHelpOptions = true,
        description =
                "The control plane with 1000 sinks, 1000 sources and 2000 routes: start, memory, listing, changes; two minutes.")
public final class ControlBench implements Callable<Integer> {
    private static final double LAST_HUNDREDTH = 0.99;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--sinks", description = "Sinks, and as many sources; default ${DEFAULT-VALUE}.")
    private int sinks = 1_000;

    @Option(names = "--routes-a-sink", description = "Routes to each sink; default ${DEFAULT-VALUE}.")
    private int routesASink = 2;

    @Option(names = "--turns", description = "Requests of each kind; default ${DEFAULT-VALUE}.")
    private int turns = 300;

    @Option(
            names = "--warm-up",
            description = "Requests of each kind before, which are told apart: what a server does for the first time is"
                    + " not compiled yet; default ${DEFAULT-VALUE}.")
    private int warmUp = 300;

    @Override
    public Integer call() throws IOException {
        int many = options.isSmoke() ? 10 : sinks;
        int times = options.isSmoke() ? 3 : turns;
        Report report = new Report(
                "control",
                Machine.here("not used"),
                "%d sinks, %d sources, %d routes; %d requests of each kind over one connection, each after the answer of the last, and %d before of the new server. A change is answered when the engine has it and it is on disk. 'in the server': from the request's first byte to the answer's last, the bound of a bar of its histogram."
                        .formatted(many, many, many * routesASink, times, options.isSmoke() ? times : warmUp),
                System.out);
        Path home = Files.createTempDirectory("antiphon-bench-");
        try (LevelProbe turned = new LevelProbe();
                LevelProbe added = new LevelProbe()) {
            Files.writeString(home.resolve("config.yaml"), configuration(many, turned.port(), added.port()));
            measure(report, home, many, times, turned, added);
        }
        report.writeTo(options.json("control"));
        return 0;
    }

    private void measure(Report report, Path home, int many, int times, LevelProbe turned, LevelProbe added)
            throws IOException {
        try (AntiphonProcess server = AntiphonProcess.start(home)) {
            report.add(Line.of("start to the first answer", "ms", server.startMs(), Target.NONE));
            time(report, server, "listing all sinks", Target.atMost(20), times, turn -> get(server, "/sinks"));
            time(
                    report,
                    server,
                    "turning a volume, until it is on disk",
                    Target.atMost(2_000),
                    times,
                    turn -> get(server, "/sinks/sink " + turn % many + "/volume/" + (turn % 100) / 100.0));
            time(
                    report,
                    server,
                    "adding a route, until it is on disk",
                    Target.atMost(50),
                    times,
                    turn -> server.post("/routes", route("new " + turn, turn % many, (turn + 5) % many)));
            time(
                    report,
                    server,
                    "deleting a route, until it is on disk",
                    Target.atMost(50),
                    times,
                    turn -> server.delete("/routes/new%20" + turn));
            timeUntil(
                    report, "a volume is heard at the sink's receiver", 20, times, turn -> heard(server, turned, turn));
            timeUntil(report, "a new route is heard at the sink's receiver", 50, times, turn -> added(server, added));
            report.add(Line.of("resident memory", "MB", ProcessFigures.residentMb(server.process()), Target.NONE));
        }
    }

    /** From before the request until the first packet of another level; it holds 6 ms of sound and is sent behind them. */
    private static long heard(AntiphonProcess server, LevelProbe probe, int turn) {
        int level = probe.awaitStanding();
        long begunNs = System.nanoTime();
        get(server, "/sinks/heard/volume/" + (turn % 2 == 0 ? 0.25 : 0.5));
        return probe.awaitOther(level) - begunNs;
    }

    /** From before the request until the first packet with sound in it. */
    private static long added(AntiphonProcess server, LevelProbe probe) {
        probe.awaitRest();
        long begunNs = System.nanoTime();
        server.post("/routes", "{\"name\":\"added\",\"source\":\"heard\",\"sink\":\"added\"}");
        long took = probe.awaitSound() - begunNs;
        server.delete("/routes/added");
        return took;
    }

    private void timeUntil(Report report, String what, double targetMs, int times, IntToLongFunction turn) {
        double[] firstMs = new double[warmUp(times)];
        for (int i = 0; i < firstMs.length; i++) {
            firstMs[i] = turn.applyAsLong(i) / 1e6;
        }
        double[] ms = new double[times];
        for (int i = 0; i < times; i++) {
            ms[i] = turn.applyAsLong(firstMs.length + i) / 1e6;
        }
        add(report, what, Target.atMost(targetMs), ms, firstMs);
    }

    private void time(
            Report report, AntiphonProcess server, String what, Target target, int times, IntConsumer request) {
        double[] firstMs = timed(0, warmUp(times), request);
        ServerTimes before = ServerTimes.of(server);
        double[] ms = timed(firstMs.length, times, request);
        ServerTimes after = ServerTimes.of(server);
        add(report, what, target, ms, firstMs);
        double p99 = after.quantile(LAST_HUNDREDTH, before, times);
        report.add(Line.of(what + ", in the server, p99", "ms", p99, target));
        report.add(Line.of(what + ", in the server, median", "ms", after.quantile(0.5, before, times), Target.NONE));
    }

    private int warmUp(int times) {
        return options.isSmoke() ? times : warmUp;
    }

    private static double[] timed(int from, int times, IntConsumer request) {
        double[] ms = new double[times];
        for (int turn = 0; turn < times; turn++) {
            long begunNs = System.nanoTime();
            request.accept(from + turn);
            ms[turn] = (System.nanoTime() - begunNs) / 1e6;
        }
        return ms;
    }

    private static void add(Report report, String what, Target target, double[] ms, double[] firstMs) {
        Arrays.sort(ms);
        Arrays.sort(firstMs);
        Map<String, Double> details = Map.of("median", at(ms, 0.5), "max", at(ms, 1));
        report.add(new Line(what + ", p99", "ms", at(ms, LAST_HUNDREDTH), null, target, details));
        report.add(Line.of(what + ", median", "ms", at(ms, 0.5), Target.NONE));
        report.add(Line.of(what + ", p99 of the first", "ms", at(firstMs, LAST_HUNDREDTH), Target.NONE));
    }

    private static double at(double[] sorted, double part) {
        return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
    }

    private static void get(AntiphonProcess server, String path) {
        HttpResponse<String> answer = server.send("GET", path.replace(" ", "%20"), null);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body());
        }
    }

    private String configuration(int many, int heardPort, int addedPort) {
        StringBuilder yaml = new StringBuilder("settings:\n  demo: 'off'\nsources:\n");
        for (int i = 0; i < many; i++) {
            yaml.append("- {name: source %d, ip: 10.1.%d.%d}%n".formatted(i, i / 250, i % 250 + 1));
        }
        yaml.append("- {name: heard, tag: 'tone:1000'}\n");
        yaml.append("sinks:\n");
        yaml.append("- {name: heard, ip: 127.0.0.1, port: %d, bit_depth: 16}%n".formatted(heardPort));
        yaml.append("- {name: added, ip: 127.0.0.1, port: %d, bit_depth: 16}%n".formatted(addedPort));
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
