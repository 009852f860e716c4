package io.antiphon.io.codec.telephone;

/**
 * The adaptive predictor and the scale factor of one of the two bands of G.722 (ITU-T, 2012, sections 3.4 to 3.6), in the
 * standard's integer arithmetic: products of 15-bit fractions, sums that saturate at 16 bits. Arrays are indexed by delay.
 */
final class G722Band {
    private static final int POLES = 2;
    private static final int ZEROS = 6;
    private static final int MAX_SECOND_POLE = 12_288;
    private static final int STABILITY = 15_360;

    /** Powers of two by thirty-seconds, for the inverse of the logarithm (table 15). */
    private static final int[] POWERS = {
        2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834, 2896, 2960,
        3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
    };

    private final int largestLog;
    private final int exponentOfOne;
    private final int[] poles = new int[POLES + 1];
    private final int[] zeros = new int[ZEROS + 1];
    private final int[] reconstructed = new int[POLES + 1];
    private final int[] partial = new int[POLES + 1];
    private final int[] differences = new int[ZEROS + 1];
    private int zeroPart;
    private int logScale;
    private int scale;
    private int predicted;

    /**
     * @param largestLog limit of the scale factor's logarithm
     * @param exponentOfOne shift of the inverse logarithm: 8 for the lower band, 10 for the higher
     * @param firstScale scale factor at the start
     */
    G722Band(int largestLog, int exponentOfOne, int firstScale) {
        this.largestLog = largestLog;
        this.exponentOfOne = exponentOfOne;
        this.scale = firstScale;
    }

    /** What the next sample is expected to be. */
    int predicted() {
        return predicted;
    }

    /** Size of a quantizer's step. */
    int scale() {
        return scale;
    }

    /** Moves on: the scale by a multiplier's logarithm, the predictor by the difference as a decoder gets it. */
    void adapt(int multiplier, int difference) {
        logScale = Math.clamp(((logScale * 127) >> 7) + multiplier, 0, largestLog);
        int shift = exponentOfOne - (logScale >> 11);
        int power = POWERS[logScale >> 6 & 31];
        scale = (shift < 0 ? power << -shift : power >> shift) << 2;
        predict(difference);
    }

    private void predict(int difference) {
        differences[0] = difference;
        reconstructed[0] = saturated(predicted + difference);
        partial[0] = saturated(zeroPart + difference);
        int secondPole = secondPole();
        poles[1] = firstPole(secondPole);
        poles[2] = secondPole;
        adaptZeros(difference);
        shift(differences);
        shift(reconstructed);
        shift(partial);
        int polePart = saturated(((poles[1] * saturated(2 * reconstructed[1])) >> 15)
                + ((poles[2] * saturated(2 * reconstructed[2])) >> 15));
        int sum = 0;
        for (int i = ZEROS; i > 0; i--) {
            sum += (zeros[i] * saturated(2 * differences[i])) >> 15;
        }
        zeroPart = saturated(sum);
        predicted = saturated(polePart + zeroPart);
    }

    private int secondPole() {
        int quadrupled = saturated(4 * poles[1]);
        int towards = isSameSign(partial[0], partial[1]) ? Math.min(-quadrupled, 32_767) : quadrupled;
        int next = (towards >> 7) + (isSameSign(partial[0], partial[2]) ? 128 : -128) + ((poles[2] * 32_512) >> 15);
        return Math.clamp(next, -MAX_SECOND_POLE, MAX_SECOND_POLE);
    }

    private int firstPole(int secondPole) {
        int next = saturated((isSameSign(partial[0], partial[1]) ? 192 : -192) + ((poles[1] * 32_640) >> 15));
        int limit = STABILITY - secondPole;
        return Math.clamp(next, -limit, limit);
    }

    private void adaptZeros(int difference) {
        int step = difference == 0 ? 0 : 128;
        for (int i = 1; i <= ZEROS; i++) {
            int towards = isSameSign(difference, differences[i]) ? step : -step;
            zeros[i] = saturated(towards + ((zeros[i] * 32_640) >> 15));
        }
    }

    private static void shift(int[] delayed) {
        System.arraycopy(delayed, 0, delayed, 1, delayed.length - 1);
    }

    private static boolean isSameSign(int one, int other) {
        return (one ^ other) >= 0;
    }

    static int saturated(int value) {
        return Math.clamp(value, -32_768, 32_767);
    }
}
