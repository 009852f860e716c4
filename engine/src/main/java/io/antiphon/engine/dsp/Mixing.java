package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * Adding one signal onto another, with a constant gain or a straight ramp, and measuring one. Sums are made in the order of
 * the calls.
 */
public final class Mixing {
    private static final MixKernel KERNEL = LevelKernels.MIX.kernel();

    private Mixing() {}

    /** {@code into[i] += gain · from[i]} for the first {@code frames} samples. */
    @RealTime
    public static void add(float[] from, float[] into, int frames, float gain) {
        KERNEL.add(from, into, frames, gain);
    }

    /** {@code into[i] += (start + step·i) · from[i]} for the first {@code frames} ≤ 8192 samples. */
    @RealTime
    public static void addRamp(float[] from, float[] into, int frames, float start, float step) {
        KERNEL.addRamp(from, into, frames, start, step);
    }

    /** Adds four signals one after the other; see {@link MixKernel#addFour}. */
    @RealTime
    public static void addFour(float[][] from, float[] into, int frames, float[] starts, float[] steps) {
        KERNEL.addFour(from, into, frames, starts, steps);
    }

    /** Adds four pairs of signals; see {@link MixKernel#addFour}. */
    @RealTime
    public static void addFour(
            float[][] left,
            float[][] right,
            float[] intoLeft,
            float[] intoRight,
            int frames,
            float[] starts,
            float[] steps) {
        KERNEL.addFour(left, right, intoLeft, intoRight, frames, starts, steps);
    }

    /** Largest of {@code |from[i]|} of the first {@code frames} samples. */
    @RealTime
    public static float peak(float[] from, int frames) {
        return KERNEL.peak(from, frames);
    }

    /** Sum of {@code from[i]²} over the first {@code frames} samples. */
    @RealTime
    public static float sumOfSquares(float[] from, int frames) {
        return KERNEL.sumOfSquares(from, frames);
    }

    /** {@code into[i] = gain · from[i]}. */
    @RealTime
    public static void scale(float[] from, float[] into, int frames, float gain) {
        for (int i = 0; i < frames; i++) {
            into[i] = gain * from[i];
        }
    }

    /** {@code into[i] = (start + step·i) · from[i]}, {@code frames} ≤ 8192. */
    @RealTime
    public static void scaleRamp(float[] from, float[] into, int frames, float start, float step) {
        for (int i = 0; i < frames; i++) {
            into[i] = (start + step * FrameIndex.OF[i]) * from[i];
        }
    }
}
