package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;
import java.util.List;

/**
 * How a signal of one number of channels becomes one of another, when nobody has said otherwise.
 *
 * <p>Channels stand in the order of {@link Speaker#LAYOUTS}. Mono goes to every channel and stereo fills a room, left to
 * the left and right to the right; everything else keeps each speaker's signal where it was. A speaker that is missing is
 * shared out with the coefficients of ITU-R BS.775-3, a speaker that is new between two that sound gets half of each, LFE
 * is neither shared out nor filled, and the whole is scaled so that full scale on all channels stays full scale.
 */
public final class ChannelMatrix {
    private static final int MAX = AudioBlock.MAX_CHANNELS;
    private static final float[][][][] AUTO = new float[MAX + 1][MAX + 1][][];

    static {
        for (int in = 1; in <= MAX; in++) {
            for (int out = 1; out <= MAX; out++) {
                AUTO[in][out] = make(in, out);
            }
        }
    }

    private ChannelMatrix() {}

    /**
     * The matrix from {@code in} to {@code out} channels, each 1…8.
     *
     * @return {@code [input][output]} linear coefficients; not to be written to
     */
    @RealTime
    public static float[][] auto(int in, int out) {
        return AUTO[in][out];
    }

    private static float[][] make(int in, int out) {
        float[][] matrix = new float[in][out];
        List<Speaker> to = Speaker.LAYOUTS.get(out);
        if (in == 2 && out > 2) {
            fillRoom(matrix, to);
            return matrix;
        }
        for (int i = 0; i < in; i++) {
            if (in == 1) {
                Arrays.fill(matrix[i], 1f);
            } else {
                keepPlace(Speaker.LAYOUTS.get(in).get(i), to, matrix[i]);
            }
        }
        if (in > 1) {
            fillBetween(matrix, Speaker.LAYOUTS.get(in), to);
        }
        keepFullScale(matrix, out);
        return matrix;
    }

    private static void fillBetween(float[][] matrix, List<Speaker> from, List<Speaker> to) {
        for (int o = 0; o < to.size(); o++) {
            List<Speaker> neighbours = to.get(o).neighbours();
            if (isUnused(matrix, o) && !neighbours.isEmpty() && from.containsAll(neighbours)) {
                for (Speaker neighbour : neighbours) {
                    matrix[from.indexOf(neighbour)][o] = 0.5f;
                }
            }
        }
    }

    private static boolean isUnused(float[][] matrix, int output) {
        for (float[] row : matrix) {
            if (row[output] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void fillRoom(float[][] matrix, List<Speaker> to) {
        for (int o = 0; o < to.size(); o++) {
            switch (to.get(o)) {
                case FL, BL, SL -> matrix[0][o] = 1;
                case FR, BR, SR -> matrix[1][o] = 1;
                case FC, BC -> matrix[0][o] = matrix[1][o] = 0.5f;
                case LFE -> matrix[0][o] = matrix[1][o] = 0;
            }
        }
    }

    private static void keepPlace(Speaker speaker, List<Speaker> to, float[] row) {
        int direct = to.indexOf(speaker);
        if (direct >= 0) {
            row[direct] = 1;
            return;
        }
        for (Speaker.Substitute substitute : speaker.substitutes()) {
            if (to.containsAll(substitute.speakers())) {
                substitute.speakers().forEach(s -> row[to.indexOf(s)] = (float) substitute.gain());
                return;
            }
        }
    }

    private static void keepFullScale(float[][] matrix, int outputs) {
        float largest = 1;
        for (int o = 0; o < outputs; o++) {
            float sum = 0;
            for (float[] row : matrix) {
                sum += row[o];
            }
            largest = Math.max(largest, sum);
        }
        for (float[] row : matrix) {
            for (int o = 0; o < outputs; o++) {
                row[o] /= largest;
            }
        }
    }
}
