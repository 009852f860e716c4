package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * Adds one signal onto another, and measures one. Stateless; any thread. Twins multiply and add in the same order, without fused
 * multiply-add, so that they give the same bits.
 */
public interface MixKernel {
    /** {@code into[i] += gain · from[i]} for the first {@code frames} samples. */
    @RealTime
    void add(float[] from, float[] into, int frames, float gain);

    /** {@code into[i] += (start + step·i) · from[i]} for the first {@code frames} ≤ 8192 samples. */
    @RealTime
    void addRamp(float[] from, float[] into, int frames, float start, float step);

    /**
     * Adds four signals one after the other: {@code into[i] = (((into[i] + g0·from0[i]) + g1·from1[i]) + …)} with
     * {@code gn = starts[n] + steps[n]·i}.
     *
     * @param from four signals
     * @param into where they are added
     * @param frames frames, at most 8192
     * @param starts four gains at the first frame
     * @param steps what is added to each for each frame
     */
    @RealTime
    void addFour(float[][] from, float[] into, int frames, float[] starts, float[] steps);

    /**
     * As {@link #addFour(float[][], float[], int, float[], float[])} for two channels, which share their gains.
     *
     * @param left four signals
     * @param right four others
     * @param intoLeft where the first are added
     * @param intoRight where the others are added
     * @param frames frames, at most 8192
     * @param starts four gains at the first frame
     * @param steps what is added to each for each frame
     */
    @RealTime
    void addFour(
            float[][] left,
            float[][] right,
            float[] intoLeft,
            float[] intoRight,
            int frames,
            float[] starts,
            float[] steps);

    /** Largest of {@code |from[i]|}; 0 without frames. */
    @RealTime
    float peak(float[] from, int frames);

    /** Sum of {@code from[i]²}, in eight running sums, sample {@code i} going to sum {@code i mod 8}. */
    @RealTime
    float sumOfSquares(float[] from, int frames);

    /** Adds up eight running sums in the fixed order. */
    @RealTime
    static float fold(float s0, float s1, float s2, float s3, float s4, float s5, float s6, float s7) {
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
}
