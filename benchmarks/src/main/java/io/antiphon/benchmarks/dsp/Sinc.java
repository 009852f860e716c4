package io.antiphon.benchmarks.dsp;

import io.antiphon.engine.dsp.ResampleQuality;
import java.util.List;

/**
 * The shape of a resampler's filter, said again for C. That both sides' output is equally loud shows that it is the same.
 *
 * @param taps length
 * @param phases rows that a variable ratio interpolates between
 * @param cutoff as a part of the lower Nyquist frequency
 * @param beta Kaiser's shape
 */
record Sinc(int taps, int phases, double cutoff, double beta) {
    static Sinc of(ResampleQuality quality) {
        return switch (quality) {
            case EQUAL_RATES -> new Sinc(40, 512, 1, 10);
            case TAPS_64 -> new Sinc(64, 256, 0.92, 9.7);
            case TAPS_128 -> new Sinc(128, 512, 0.955, 11.5);
        };
    }

    /** File and definitions of the C program. */
    List<String> reference(String file, int rows, String ratio) {
        return List.of(file, "-DTAPS=" + taps, "-DPHASES=" + rows, ratio, "-DCUTOFF=" + cutoff, "-DBETA=" + beta);
    }
}
