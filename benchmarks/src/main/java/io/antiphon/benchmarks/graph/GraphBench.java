package io.antiphon.benchmarks.graph;

import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.Numbers;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.benchmarks.report.Timing;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times whole graphs, rendered period by period without a pause. Main thread. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        description = "Graphs of channel strips: time and bytes allocated a period; half a minute.")
public final class GraphBench implements Callable<Integer> {
    /** Share of a period that 1000 nodes may take. */
    private static final Target FIVE_PERCENT = Target.atMost(5);

    private static final Target NO_BYTES = Target.atMost(0);
    private static final int ALLOCATION_PERIODS = 1_000;

    /** Long enough for several periods of the largest graph. */
    private static final Timing FULL = new Timing(101, 5_000, 500);

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--turns",
            description = "Turns of each graph; the median of them counts; default ${DEFAULT-VALUE}.")
    private int turns = 3;

    @Override
    public Integer call() throws IOException, InterruptedException, GraphException {
        Report report = new Report(
                "graph",
                Machine.here("not used"),
                "Strips of 5 stereo nodes (gain, %s, gain, meter, mix), least of %d batches of 5 ms, median of %d turns. Others' graphs take 5.5 µs (JACK2) and 11.8 µs (PipeWire) a client."
                        .formatted(ChannelStrips.FILTER, FULL.batches(), turns),
                System.out);
        for (int frames : new int[] {64, 128, 256}) {
            for (int nodes : new int[] {100, 1_000, 5_000}) {
                measure(nodes, new GraphFormat(48_000, frames), report);
            }
        }
        report.writeTo(options.json("graph"));
        return 0;
    }

    private void measure(int nodes, GraphFormat format, Report report) throws GraphException, InterruptedException {
        Timing timing = options.isSmoke() ? Timing.SMOKE : FULL;
        try (Engine engine = new Engine(format, new SystemClock(), RenderThreadSetup.NONE)) {
            engine.apply(ChannelStrips.spec(nodes / ChannelStrips.NODES, format));
            timing.warmUp(engine::renderPeriod);
            int rounds = options.isSmoke() ? 1 : turns;
            double[] least = new double[rounds];
            double[] median = new double[rounds];
            for (int i = 0; i < rounds; i++) {
                Timing.Result result = timing.measure(engine::renderPeriod);
                least[i] = result.leastNs() / 1e3;
                median[i] = result.medianNs() / 1e3;
            }
            report(nodes, format, least, median, allocatedBytes(engine), report);
        }
    }

    private static void report(
            int nodes, GraphFormat format, double[] least, double[] median, double bytes, Report report) {
        double us = Numbers.median(least);
        double share = us * format.sampleRateHz() / format.periodFrames() / 1e6 * 100;
        String name =
                "%d nodes, %d strips, %d frames".formatted(nodes, nodes / ChannelStrips.NODES, format.periodFrames());
        boolean judged = format.periodFrames() == 128 && nodes >= 1_000;
        report.add(new Line(
                name + ": time",
                "µs/period",
                us,
                null,
                Target.NONE,
                Map.of("medianOfBatches", Numbers.median(median), "nsPerNode", us * 1e3 / nodes)));
        report.add(Line.of(name + ": load", "% of period", share, judged ? FIVE_PERCENT : Target.NONE));
        report.add(Line.of(name + ": allocated", "bytes", bytes, NO_BYTES));
    }

    /** Of many periods, after some on this thread. */
    private double allocatedBytes(Engine engine) {
        int periods = options.isSmoke() ? 10 : ALLOCATION_PERIODS;
        long before = 0;
        for (int i = -periods; i < periods; i++) {
            if (i == 0) {
                before = AllocatedBytes.ofThisThread();
            }
            engine.renderPeriod();
        }
        return AllocatedBytes.ofThisThread() - before;
    }
}
