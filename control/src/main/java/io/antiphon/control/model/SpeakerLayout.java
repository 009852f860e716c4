package io.antiphon.control.model;

import java.util.ArrayList;
import java.util.List;

/**
 * How the channels of a stream are spread over the channels behind it.
 *
 * @param autoMode whether the usual mixing for the two channel counts is meant and the matrix says nothing
 * @param matrix linear gains, {@code matrix[input][output]}, 8×8
 */
public record SpeakerLayout(boolean autoMode, List<List<Double>> matrix) {
    /** Rows and columns of the matrix. */
    public static final int SIZE = 8;

    /** Largest gain of the matrix, of either sign. */
    public static final int MAX_GAIN = 10;

    /** Automatic. */
    public static final SpeakerLayout DEFAULT = new SpeakerLayout(true, identity());

    public SpeakerLayout {
        matrix = matrix.stream().map(List::copyOf).toList();
    }

    private static List<List<Double>> identity() {
        List<List<Double>> rows = new ArrayList<>();
        for (int in = 0; in < SIZE; in++) {
            List<Double> row = new ArrayList<>();
            for (int out = 0; out < SIZE; out++) {
                row.add(in == out ? 1.0 : 0.0);
            }
            rows.add(row);
        }
        return rows;
    }
}
