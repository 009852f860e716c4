package io.antiphon.benchmarks.reference;

/** The noise that the C programs make too, sample for sample: what both sides work on. Stateless; any thread. */
public final class Noise {
    /** Frames after which a kernel begins again. */
    public static final int FRAMES = 8192;

    private Noise() {}

    /** Samples within ±0.1. */
    public static float[] of(int frames, int seed) {
        float[] samples = new float[frames];
        int state = seed;
        for (int i = 0; i < frames; i++) {
            state = state * 1664525 + 1013904223;
            samples[i] = state * (0.1f / 0x1p31f);
        }
        return samples;
    }

    /** Channels of it, with seeds one behind the other. */
    public static float[][] planar(int channels, int frames, int firstSeed) {
        float[][] planar = new float[channels][];
        for (int c = 0; c < channels; c++) {
            planar[c] = of(frames, firstSeed + c);
        }
        return planar;
    }
}
