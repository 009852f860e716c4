package io.antiphon.benchmarks.streams;

import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.Numbers;
import io.antiphon.benchmarks.report.ProcessFigures;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.systemtests.peer.AntiphonProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many players of one MP3 stream, of our server and of Icecast in turn. Main thread. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "1000 MP3 listeners against Icecast: CPU time, first byte at 1000 joins at once; two minutes.")
public final class StreamsBench implements Callable<Integer> {
    private static final int KBPS = 128;

    /** Icecast's own default is 64 KiB, 4 s of 128 kb/s; ours is 3 s. */
    private static final String PATH = "/stream/bench.mp3?bitrate=" + KBPS;

    private static final double FIRST_BYTE_MS = 500;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--listeners", description = "Players; default ${DEFAULT-VALUE}.")
    private int listeners = 1_000;

    @Option(names = "--seconds", description = "Of each measurement of CPU time; default ${DEFAULT-VALUE}.")
    private int seconds = 15;

    @Option(names = "--rounds", description = "Turns of each side; default ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int many = options.isSmoke() ? 5 : listeners;
        int length = options.isSmoke() ? 1 : seconds;
        Report report = new Report(
                "streams",
                Machine.here("not used"),
                "%d players of one MP3 stream of %d kb/s join at once and read for %d s, in turn of our server and of Icecast (the column C), to which ffmpeg sends. Medians of %d turns."
                        .formatted(many, KBPS, length, rounds),
                System.out);
        Path folder = Files.createTempDirectory(
                "antiphon-bench-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
        measure(report, folder, many, length);
        report.writeTo(options.json("streams"));
        return 0;
    }

    private void measure(Report report, Path folder, int many, int length) throws IOException, InterruptedException {
        boolean icecastToo = Icecast.isInstalled();
        if (!icecastToo) {
            System.out.println("(icecast2 or ffmpeg is not installed: ours alone)");
        }
        List<Turn> ours = new ArrayList<>();
        List<Turn> theirs = new ArrayList<>();
        for (int round = 0; round < (options.isSmoke() ? 1 : rounds); round++) {
            Path home = Files.createDirectories(folder.resolve("ours-" + round));
            ours.add(ours(home, many, length));
            if (icecastToo) {
                Path place = Files.createDirectories(folder.resolve("icecast-" + round));
                theirs.add(icecast(place, many, length));
            }
        }
        line(report, "CPU of 1000 listener-minutes, without the encoder", "s", Turn::listenersCpuS, ours, theirs, true);
        line(report, "CPU of 1000 listener-minutes, all of it", "s", Turn::allCpuS, ours, theirs, false);
        line(report, "first byte at " + many + " joins at once, p50", "ms", Turn::firstP50Ms, ours, theirs, false);
        report.add(new Line(
                "first byte at " + many + " joins at once, p99",
                "ms",
                median(ours, Turn::firstP99Ms),
                theirs.isEmpty() ? null : median(theirs, Turn::firstP99Ms),
                Target.atMost(FIRST_BYTE_MS),
                Map.of()));
        line(report, "first byte, the last", "ms", Turn::firstMaxMs, ours, theirs, false);
        line(report, "resident memory", "MB", Turn::memoryMb, ours, theirs, false);
        report.add(Line.of(
                "listeners that were dropped",
                "",
                ours.stream().mapToInt(Turn::dropped).sum(),
                Target.atMost(0)));
    }

    private static void line(
            Report report,
            String name,
            String unit,
            ToDoubleFunction<Turn> figure,
            List<Turn> ours,
            List<Turn> theirs,
            boolean judged) {
        @Nullable Double reference = theirs.isEmpty() ? null : median(theirs, figure);
        Target target = judged ? Target.timesReference(1) : Target.NONE;
        report.add(new Line(name, unit, median(ours, figure), reference, target, Map.of()));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Numbers.median(turns.stream().mapToDouble(figure).toArray());
    }

    private static Turn ours(Path home, int many, int length) throws IOException {
        Files.writeString(home.resolve("config.yaml"), """
            settings:
              demo: 'off'
              max_stream_listeners: %1$d
              max_stream_listeners_per_address: %1$d
            sources:
            - {name: tone, tag: 'tone:440:-18'}
            sinks:
            - {name: bench, protocol: web_receiver}
            routes:
            - {name: r, source: tone, sink: bench}
            """.formatted(many + 50));
        try (AntiphonProcess server = AntiphonProcess.start(home)) {
            DoubleSupplier cpuMs = () -> ProcessFigures.cpuMs(server.process());
            return turn(server.apiPort(), PATH, many, length, cpuMs, cpuMs, server.process());
        }
    }

    private static Turn icecast(Path folder, int many, int length) throws IOException, InterruptedException {
        try (Icecast icecast = new Icecast(folder, many, KBPS)) {
            DoubleSupplier server = icecast::serverCpuMs;
            DoubleSupplier both = () -> icecast.serverCpuMs() + icecast.sourceCpuMs();
            return turn(icecast.port(), icecast.path(), many, length, server, both, icecast.server());
        }
    }

    /** One player listens for a while, as with any stream that people know; then all others come. */
    private static Turn turn(
            int port,
            String path,
            int many,
            int length,
            DoubleSupplier serverCpuMs,
            DoubleSupplier allCpuMs,
            Process server)
            throws IOException {
        try (PlayerCrowd first = new PlayerCrowd(1, port, path)) {
            first.readUntil(System.nanoTime() + 8_000_000_000L, false);
            double before = serverCpuMs.getAsDouble();
            first.readUntil(System.nanoTime() + length * 1_000_000_000L, false);
            double alone = (serverCpuMs.getAsDouble() - before) / length;
            try (PlayerCrowd crowd = new PlayerCrowd(many, port, path)) {
                crowd.readUntil(System.nanoTime() + 12_000_000_000L, true);
                double[] firstMs = crowd.firstByteMs();
                crowd.readUntil(System.nanoTime() + 4_000_000_000L, false);
                double serverBefore = serverCpuMs.getAsDouble();
                double allBefore = allCpuMs.getAsDouble();
                long beginNs = System.nanoTime();
                crowd.readUntil(beginNs + length * 1_000_000_000L, false);
                double spent = (System.nanoTime() - beginNs) / 1e9;
                double crowded = (serverCpuMs.getAsDouble() - serverBefore) / spent;
                double all = (allCpuMs.getAsDouble() - allBefore) / spent;
                double scale = 60.0 / many; // milliseconds a second of all of them, to seconds a minute of 1000
                return new Turn(
                        (crowded - alone) * scale,
                        all * scale,
                        PlayerCrowd.at(firstMs, 0.5),
                        PlayerCrowd.at(firstMs, 0.99),
                        firstMs[firstMs.length - 1],
                        ProcessFigures.residentMb(server),
                        crowd.ended());
            }
        }
    }

    /**
     * Figures of one turn of one side.
     *
     * @param listenersCpuS CPU seconds of 1000 listener-minutes, without what one listener costs
     * @param allCpuS the same of all processes that it takes
     * @param firstP50Ms first byte, median
     * @param firstP99Ms first byte, of 99 in 100
     * @param firstMaxMs first byte, the last
     * @param memoryMb memory of the server
     * @param dropped players whose connection was ended
     */
    private record Turn(
            double listenersCpuS,
            double allCpuS,
            double firstP50Ms,
            double firstP99Ms,
            double firstMaxMs,
            double memoryMb,
            int dropped) {}
}
