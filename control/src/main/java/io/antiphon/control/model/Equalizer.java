package io.antiphon.control.model;

import io.antiphon.control.schema.Range;
import org.jspecify.annotations.Nullable;

/**
 * Gains of 18 bands half an octave apart, from 65 Hz to 20 kHz; 1 is flat.
 *
 * @param name name of the preset that it was taken from
 * @param normalizationEnabled whether the overall level is held
 */
public record Equalizer(
        @Nullable String name,
        @Range(min = 0, max = 2) double b1,
        @Range(min = 0, max = 2) double b2,
        @Range(min = 0, max = 2) double b3,
        @Range(min = 0, max = 2) double b4,
        @Range(min = 0, max = 2) double b5,
        @Range(min = 0, max = 2) double b6,
        @Range(min = 0, max = 2) double b7,
        @Range(min = 0, max = 2) double b8,
        @Range(min = 0, max = 2) double b9,
        @Range(min = 0, max = 2) double b10,
        @Range(min = 0, max = 2) double b11,
        @Range(min = 0, max = 2) double b12,
        @Range(min = 0, max = 2) double b13,
        @Range(min = 0, max = 2) double b14,
        @Range(min = 0, max = 2) double b15,
        @Range(min = 0, max = 2) double b16,
        @Range(min = 0, max = 2) double b17,
        @Range(min = 0, max = 2) double b18,
        boolean normalizationEnabled) {
    /** Number of bands. */
    public static final int BANDS = 18;

    /** All bands at 0 dB. */
    public static final Equalizer DEFAULT =
            new Equalizer(null, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, false);

    /** The gains in order of frequency. */
    public double[] bands() {
        return new double[] {b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15, b16, b17, b18};
    }
}
