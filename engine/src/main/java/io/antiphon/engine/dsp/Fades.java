package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/** Raised-cosine fades over planar audio. Stateless; any thread. */
public final class Fades {
    private static final int STEPS = 512;
    private static final float[] CURVE = curve();

    private Fades() {}

    /** Gain at frame {@code at} of a fade-in of {@code length} frames: 0 before it, 1 behind it. */
    @RealTime
    public static float gain(int at, int length) {
        if (at <= 0) {
            return 0f;
        }
        return at >= length ? 1f : CURVE[(int) ((long) at * STEPS / length)];
    }

    /**
     * Fades in.
     *
     * @param samples planar audio from index 0 on
     * @param channels channels in use
     * @param frames frames of it
     * @param at frames of the fade that lie behind already
     * @param length frames of the whole fade
     */
    @RealTime
    public static void in(float[][] samples, int channels, int frames, int at, int length) {
        for (int i = 0; i < frames; i++) {
            float gain = gain(at + i, length);
            for (int c = 0; c < channels; c++) {
                samples[c][i] *= gain;
            }
        }
    }

    /**
     * Fades the last {@code length} of {@code frames} frames out to zero.
     *
     * @param samples planar audio from index 0 on
     * @param channels channels in use
     * @param frames frames of it
     * @param length frames of the fade, at most {@code frames}
     */
    @RealTime
    public static void out(float[][] samples, int channels, int frames, int length) {
        for (int i = 0; i < length; i++) {
            float gain = gain(length - 1 - i, length);
            for (int c = 0; c < channels; c++) {
                samples[c][frames - length + i] *= gain;
            }
        }
    }

    /** Goes over from what stands in {@code samples} to {@code other} within {@code frames} frames. */
    @RealTime
    public static void across(float[][] samples, float[][] other, int channels, int frames) {
        for (int i = 0; i < frames; i++) {
            float gain = gain(i + 1, frames);
            for (int c = 0; c < channels; c++) {
                samples[c][i] += gain * (other[c][i] - samples[c][i]);
            }
        }
    }

    private static float[] curve() {
        float[] curve = new float[STEPS];
        for (int i = 0; i < STEPS; i++) {
            curve[i] = (float) (0.5 - 0.5 * StrictMath.cos(Math.PI * i / STEPS));
        }
        return curve;
    }
}
