package io.antiphon.benchmarks.lateness;

import io.antiphon.app.main.LiveEngine;
import io.antiphon.benchmarks.graph.ChannelStrips;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The child JVM: an engine as the server runs it, with channel strips on it, beside a thread that allocates. Its last line
 * of output is {@link Wakes#line}.
 */
public final class RenderRun {
    /** Stands before the line that counts; what else the JVM prints does not. */
    static final String RESULT = "result: ";

    private RenderRun() {}

    /** @param args frames a period, seconds, seconds before they begin, nodes, megabytes a second */
    public static void main(String[] args) throws GraphException, InterruptedException {
        GraphFormat format = new GraphFormat(48_000, Integer.parseInt(args[0]));
        double seconds = Double.parseDouble(args[1]);
        double settleSeconds = Double.parseDouble(args[2]);
        int strips = Integer.parseInt(args[3]) / ChannelStrips.NODES;
        int megabytes = Integer.parseInt(args[4]);

        MeasuringClock clock = new MeasuringClock(LiveEngine.waitingClock());
        LiveEngine live = new LiveEngine(format, clock);
        Engine engine = live.engine();
        boolean granted;
        long missedBefore;
        long missed;
        try (live) {
            engine.apply(ChannelStrips.spec(strips, format));
            granted = live.start().isEmpty();
            try (Churn churn = new Churn(megabytes)) {
                sleep(settleSeconds);
                missedBefore = missedPeriods(engine);
                clock.count();
                sleep(seconds);
                missed = missedPeriods(engine) - missedBefore;
            }
        }
        Histogram late = clock.lateNs();
        System.out.println(RESULT
                + new Wakes(
                                granted ? 1 : 0,
                                late.getTotalCount(),
                                missed,
                                late.getValueAtPercentile(50),
                                late.getValueAtPercentile(99),
                                late.getValueAtPercentile(99.9),
                                late.getMaxValue())
                        .line());
    }

    /** Those that it did not keep, and those that it left out because it was too far behind. */
    private static long missedPeriods(Engine engine) {
        Map<String, Long> counters = engine.status().counters();
        return counters.getOrDefault("xruns", 0L)
                + counters.getOrDefault("skipped_frames", 0L) / engine.format().periodFrames();
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.MICROSECONDS.sleep(Math.round(seconds * 1e6));
    }
}
