package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * Finds how far a signal swings between its samples: at each frame the largest absolute value of the sample and of the
 * band-limited signal at {@code factor − 1} positions up to the next sample (ITU-R BS.1770-5, annex 2, in polyphase
 * form). Owned by one thread; serves any number of signals in turn.
 *
 * <p>The loops run over frames with the taps side by side, and every array is read where it is written: what lies further
 * on is copied first. So the compiler, which must expect two arrays to be the same one, can make vectors of them, while
 * the sum of each value keeps its order: the bits are the same at every width of vector.
 */
public final class PeakInterpolator {
    private static final int GROUP = 8;

    private final int taps;
    private final float[][] phases;
    private final float largestGain;
    private final int frames;
    private final float[] sums;
    private final float[][] phaseSums;
    private final float[][] shifted;

    /**
     * @param factor positions a frame, at least 1; 1 looks at the samples alone
     * @param taps input frames that each position is made of, a multiple of 8
     * @param beta shape of the Kaiser window
     * @param frames frames of a period
     */
    public PeakInterpolator(int factor, int taps, double beta, int frames) {
        if (taps < GROUP || taps % GROUP != 0 || factor < 1) {
            throw new IllegalArgumentException("taps=" + taps + " (a multiple of 8), factor=" + factor + " (1…)");
        }
        this.taps = taps;
        this.frames = frames;
        this.sums = new float[frames];
        this.shifted = new float[GROUP][frames];
        this.phases = new float[factor - 1][taps];
        this.phaseSums = new float[factor - 1][frames];
        float largest = 1;
        for (int phase = 0; phase < phases.length; phase++) {
            double[] row = Kaiser.windowedSinc(taps, (phase + 1.0) / factor, 1, beta);
            float gain = 0;
            for (int t = 0; t < taps; t++) {
                phases[phase][t] = (float) row[t];
                gain += Math.abs(phases[phase][t]);
            }
            largest = Math.max(largest, gain);
        }
        this.largestGain = largest;
    }

    /** Frames that must stand in front of the first frame to be looked at. */
    @RealTime
    public int history() {
        return taps - 1;
    }

    /** How many frames in front of the last sample the frame lies that can be looked at. */
    @RealTime
    public int delay() {
        return taps / 2;
    }

    /** No value between samples is larger than this many times the largest sample around. */
    @RealTime
    public float largestGain() {
        return largestGain;
    }

    /**
     * Raises {@code peaks[i]} to the peak at the frame that lies {@link #delay} in front of {@code samples[from + i]}.
     *
     * @param samples {@link #history} frames from before, then a period of new ones
     * @param from index of the first new frame
     */
    @RealTime
    public void raise(float[] samples, int from, float[] peaks) {
        System.arraycopy(samples, from - delay(), sums, 0, frames);
        raise(peaks, sums);
        for (int t = 0; t < taps; t += GROUP) {
            for (int i = 0; i < GROUP; i++) {
                System.arraycopy(samples, from - history() + t + i, shifted[i], 0, frames);
            }
            for (int phase = 0; phase < phases.length; phase++) {
                weigh(phases[phase], t, phaseSums[phase]);
            }
        }
        for (float[] phase : phaseSums) {
            raise(peaks, phase);
        }
    }

    @RealTime
    private void raise(float[] peaks, float[] values) {
        for (int i = 0; i < frames; i++) {
            peaks[i] = Math.max(peaks[i], Math.abs(values[i]));
        }
    }

    /** Largest absolute value of {@code count} samples; no number when one of them is none. */
    @RealTime
    public static float largest(float[] samples, int from, int count) {
        float max0 = 0;
        float max1 = 0;
        float max2 = 0;
        float max3 = 0;
        int end = from + count;
        int i = from;
        for (; i + 3 < end; i += 4) {
            max0 = Math.max(max0, Math.abs(samples[i]));
            max1 = Math.max(max1, Math.abs(samples[i + 1]));
            max2 = Math.max(max2, Math.abs(samples[i + 2]));
            max3 = Math.max(max3, Math.abs(samples[i + 3]));
        }
        for (; i < end; i++) {
            max0 = Math.max(max0, Math.abs(samples[i]));
        }
        return Math.max(Math.max(max0, max1), Math.max(max2, max3));
    }

    /** Adds eight taps to the sums; the first eight begin them. */
    @RealTime
    private void weigh(float[] phase, int t, float[] into) {
        if (t == 0) {
            Arrays.fill(into, 0f);
        }
        weighHalf(phase, t, into, shifted[0], shifted[1], shifted[2], shifted[3]);
        weighHalf(phase, t + 4, into, shifted[4], shifted[5], shifted[6], shifted[7]);
    }

    @RealTime
    private void weighHalf(float[] phase, int t, float[] into, float[] x0, float[] x1, float[] x2, float[] x3) {
        float c0 = phase[t];
        float c1 = phase[t + 1];
        float c2 = phase[t + 2];
        float c3 = phase[t + 3];
        for (int i = 0; i < frames; i++) {
            into[i] += (c0 * x0[i] + c1 * x1[i]) + (c2 * x2[i] + c3 * x3[i]);
        }
    }
}
