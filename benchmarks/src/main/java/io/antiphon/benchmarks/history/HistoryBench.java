package io.antiphon.benchmarks.history;

import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What it takes to keep streams. Main thread. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Keeping 5 minutes of 1 and 16 streams on disk: memory and CPU time a stream; four minutes.")
public final class HistoryBench implements Callable<Integer> {
    private static final GraphFormat GRAPH = GraphFormat.DEFAULT;
    private static final int MINUTES = 5;
    private static final double WARM_UP_SECONDS = 20;
    private static final double PERIODS_A_SECOND = (double) GRAPH.sampleRateHz() / GRAPH.periodFrames();
    private static final Target FIVE_MB = Target.atMost(5);
    private static final Target NOTHING_LOST = Target.atMost(0);

    /** Streams whose cost is measured, and as many that are there before, so that what all share is there. */
    private static final int BEFORE = 1;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--speed",
            description = "How much faster than real time, 6 at most, for what waits for the disk has room for 0.68 s;"
                    + " default ${DEFAULT-VALUE}.")
    private int speed = 5;

    @Option(names = "--streams", split = ",", description = "How many at a time; default ${DEFAULT-VALUE}.")
    private int[] streams = {1, 16};

    @Option(names = "--folder", description = "Where the files go; default: beside temporary files.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException, InterruptedException, GraphException {
        Report report = new Report(
                "history",
                Machine.here("not used"),
                "Stereo noise at 48 kHz without a pause, %d minutes kept of each stream, %d times faster than real time; figures are of a second of the stream."
                        .formatted(MINUTES, speed),
                System.out);
        Path where = folder == null ? Files.createTempDirectory("antiphon-history") : folder;
        measure(BEFORE, 0, report, where, false);
        for (int count : streams) {
            measure(count, 0, report, where, true);
            measure(count, count, report, where, true);
        }
        report.writeTo(options.json("history"));
        return 0;
    }

    private void measure(int count, int readers, Report report, Path where, boolean told)
            throws IOException, InterruptedException, GraphException {
        double seconds = options.isSmoke() ? 2 : told ? MINUTES * 60 + 10 : WARM_UP_SECONDS;
        double before = HistoryLoad.residentMb();
        try (HistoryLoad load = new HistoryLoad(count, readers, MINUTES, speed, where, GRAPH)) {
            load.run(1);
            double cpuMs = HistoryLoad.diskCpuMs();
            load.run(seconds);
            cpuMs = (HistoryLoad.diskCpuMs() - cpuMs) / seconds / count;
            double memoryMb = (HistoryLoad.residentMb() - before) / count;
            if (told) {
                String name = count
                        + (count == 1 ? " stream" : " streams")
                        + (readers == 0 ? ": " : ", each heard as it was 200 s ago: ");
                report.add(Line.of(name + "memory a stream", "MB", memoryMb, FIVE_MB));
                report.add(Line.of(name + "disk thread a stream", "CPU ms/s", cpuMs, Target.NONE));
                report.add(new Line(
                        name + "render thread a stream",
                        "CPU ms/s",
                        nodeMs(load, readers > 0),
                        null,
                        Target.NONE,
                        Map.of("keepNs", load.nodeNs("keep:"), "shiftNs", load.nodeNs("shift:"))));
                // The first period or two go to waste, as the disk thread learns by them that a stream plays.
                double lost = load.count("unkept_frames") + Math.max(0, load.count("dropped_frames") - begun(count));
                report.add(Line.of(name + "lost", "frames", lost, NOTHING_LOST));
            }
        }
    }

    /** What may be dropped while the disk thread has yet to begin, which comes 50 times a second of real time. */
    private double begun(int count) {
        return count * speed * GRAPH.sampleRateHz() / 10.0;
    }

    private static double nodeMs(HistoryLoad load, boolean shifted) {
        double ns = load.nodeNs("keep:") + (shifted ? load.nodeNs("shift:") : 0);
        return ns * PERIODS_A_SECOND / 1e6;
    }
}
