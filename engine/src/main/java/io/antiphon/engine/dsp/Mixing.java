package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/** Adding one signal onto another, with a constant gain or a straight ramp. Sums are made in the order of the calls. */
public final class Mixing {
    /** 0, 1, 2, … as floats: a table, since the compiler does not vectorise the conversion of the loop's counter. */
    private static final float[] INDEX = new float[8192];

    static {
        for (int i = 0; i < INDEX.length; i++) {
            INDEX[i] = i;
        }
    }

    private Mixing() {}

    /** {@code into[i] += gain · from[i]} for the first {@code frames} samples. */
    @RealTime
    public static void add(float[] from, float[] into, int frames, float gain) {
        for (int i = 0; i < frames; i++) {
            into[i] += gain * from[i];
        }
    }

    /** {@code into[i] += (start + step·i) · from[i]} for the first {@code frames} ≤ 8192 samples. */
    @RealTime
    public static void addRamp(float[] from, float[] into, int frames, float start, float step) {
        for (int i = 0; i < frames; i++) {
            into[i] += (start + step * INDEX[i]) * from[i];
        }
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
            into[i] = (start + step * INDEX[i]) * from[i];
        }
    }
}
