package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import org.jspecify.annotations.Nullable;

/** Two channels as one array of frames, and back. Stateless; any thread. */
final class StereoFrames {
    /** Smaller samples, −400 dBFS, count as zero: what they would leave in a filter is slow to compute with. */
    private static final float SMALLEST = 1e-20f;

    private StereoFrames() {}

    /** Interleaves; without a right channel it is silent. */
    @RealTime
    static void weave(float[] left, float @Nullable [] right, float[] frames, int at, int count) {
        if (right == null) {
            for (int i = 0; i < count; i++) {
                frames[at + 2 * i] = audible(left[i]);
                frames[at + 2 * i + 1] = 0f;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            frames[at + 2 * i] = audible(left[i]);
            frames[at + 2 * i + 1] = audible(right[i]);
        }
    }

    /** Separates; the right channel may be left out. */
    @RealTime
    static void unweave(float[] frames, int at, float[] left, float @Nullable [] right, int count) {
        for (int i = 0; i < count; i++) {
            left[i] = frames[at + 2 * i];
        }
        if (right != null) {
            for (int i = 0; i < count; i++) {
                right[i] = frames[at + 2 * i + 1];
            }
        }
    }

    @RealTime
    private static float audible(float sample) {
        return Math.abs(sample) < SMALLEST ? 0f : sample;
    }
}
