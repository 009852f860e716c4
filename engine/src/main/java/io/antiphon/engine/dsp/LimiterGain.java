package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * The gain of a limiter over time: from the peaks of a signal to a smooth curve that is low enough at each of them.
 * Owned by the render thread; the release may be set by any.
 *
 * <p>The gain that a peak asks for is held for as long as the smoothing reaches, then lets go exponentially, then goes
 * through two moving means. These run on whole numbers, so that they never drift and a gain of 1 is exactly 1.
 */
final class LimiterGain {
    private static final long ONE = 1L << 30;

    /** Nearer to where it goes than this the gain has arrived; −100 dB. */
    private static final double ARRIVED = 1e-5;

    private final int sampleRateHz;
    private final SlidingMinimum held;
    private final long[] first;
    private final long[] second;
    private final long full;
    private final int framesToRest;
    private long firstSum;
    private long secondSum;
    private int firstAt;
    private int secondAt;
    private double open = 1;
    private int restFrames;
    private float[] gains = new float[0];
    private volatile double releaseStep;

    /**
     * @param aheadFrames how much earlier a peak is known than it is heard
     * @param guardFrames frames to either side of a peak that get its gain too
     * @param sampleRateHz frames a second
     */
    LimiterGain(int aheadFrames, int guardFrames, int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        int guard = Math.min(guardFrames, aheadFrames / 4);
        int smoothing = aheadFrames + 1 - guard;
        this.first = new long[smoothing / 2];
        this.second = new long[smoothing + 1 - first.length];
        this.held = new SlidingMinimum(aheadFrames + 2 + guard);
        this.full = ONE * first.length * second.length;
        this.framesToRest = held.length() + smoothing + 1;
        rest();
    }

    void setRelease(double seconds) {
        releaseStep = -StrictMath.expm1(-1 / (seconds * sampleRateHz));
    }

    /** True when the gain is 1 and stays so until a peak comes. */
    @RealTime
    boolean isAtRest() {
        return restFrames >= framesToRest;
    }

    /** Lets go at once. */
    @RealTime
    void rest() {
        held.clear();
        Arrays.fill(first, ONE);
        Arrays.fill(second, ONE * first.length);
        firstSum = ONE * first.length;
        secondSum = full;
        open = 1;
        restFrames = framesToRest;
    }

    /**
     * Makes the gains of a period. {@code peaks} is overwritten with them and kept until {@link #apply}.
     *
     * @return the lowest of them
     */
    @RealTime
    float follow(float[] peaks, float limit, int frames) {
        double step = releaseStep;
        float lowest = 1;
        for (int i = 0; i < frames; i++) {
            float wanted = peaks[i] > limit ? limit / peaks[i] : 1f;
            float low = held.add(wanted);
            open = low <= open || low - open < ARRIVED ? low : open + step * (low - open);
            restFrames = open == 1 ? Math.min(framesToRest, restFrames + 1) : 0;
            peaks[i] = smooth((long) (open * ONE));
            lowest = Math.min(lowest, peaks[i]);
        }
        gains = peaks;
        return lowest;
    }

    /** {@code into[i] = gain[i] · line[from + i]}. */
    @RealTime
    void apply(float[] line, int from, float[] into, int frames) {
        float[] factors = gains;
        for (int i = 0; i < frames; i++) {
            into[i] = factors[i] * line[from + i];
        }
    }

    @RealTime
    private float smooth(long value) {
        firstSum += value - first[firstAt];
        first[firstAt] = value;
        firstAt = firstAt + 1 == first.length ? 0 : firstAt + 1;
        secondSum += firstSum - second[secondAt];
        second[secondAt] = firstSum;
        secondAt = secondAt + 1 == second.length ? 0 : secondAt + 1;
        return secondSum == full ? 1f : (float) ((double) secondSum / full);
    }
}
