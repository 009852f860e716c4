package io.antiphon.benchmarks.lateness;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import org.HdrHistogram.Histogram;

/**
 * Notes how late whoever waits on another clock goes on. The render thread waits; the main thread says when it counts and
 * reads when the render thread has ended.
 */
final class MeasuringClock implements Clock {
    private static final long LONGEST_NS = 100_000_000_000L;
    private static final int DIGITS = 3;

    private final Clock clock;
    private final Histogram lateNs = new Histogram(LONGEST_NS, DIGITS);
    private volatile boolean counting;

    MeasuringClock(Clock clock) {
        this.clock = clock;
    }

    /** From here on. */
    void count() {
        counting = true;
    }

    /** What was noted; after the render thread's end. */
    Histogram lateNs() {
        return lateNs;
    }

    @Override
    @RealTime
    public long nowNs() {
        return clock.nowNs();
    }

    @Override
    @RealTime
    public void awaitUntil(long deadlineNs) {
        clock.awaitUntil(deadlineNs);
        if (counting) {
            lateNs.recordValue(Math.clamp(clock.nowNs() - deadlineNs, 0, LONGEST_NS));
        }
    }
}
