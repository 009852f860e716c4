package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Coefficients of a Kaiser-windowed sinc low-pass at {@value #PHASES} positions between two input frames; immutable,
 * any thread may read.
 *
 * <p>Row {@code p} holds the taps for an output frame that lies {@code p / PHASES} of a frame behind the input frame in
 * the middle of the window; row {@value #PHASES} closes the circle, so that a position between two rows is always
 * between a row and the one behind it. When the output rate is lower than the input rate the cutoff falls with it and
 * the window grows in proportion, so that the transition band keeps its width in octaves.
 */
final class SincTable {
    /** Positions between two input frames; the error of going straight between two of them is −99 dB at 18 kHz. */
    static final int PHASES = 256;

    /** Taps when the output rate is not lower than the input rate. */
    static final int BASE_TAPS = 64;

    /** Most taps: 192 kHz to 44.1 kHz asks for 280. */
    static final int MAX_TAPS = 1024;

    /** Taps are padded to whole vectors of the kernels. */
    private static final int LANES = 8;

    /** Middle of the transition band as a part of the lower Nyquist frequency: −0.2 dB at 19 kHz for 44.1 kHz. */
    private static final double CUTOFF = 0.92;

    /** Kaiser's shape for about 97 dB of stop band. */
    private static final double BETA = 9.7;

    private static final Map<Integer, SincTable> TABLES = new ConcurrentHashMap<>();

    private final int taps;
    private final float[] rows;

    private SincTable(int taps) {
        this.taps = taps;
        this.rows = rows(taps, CUTOFF * BASE_TAPS / taps);
    }

    /**
     * The table for that ratio; made at the first call and shared.
     *
     * @param inputPerOutput input frames an output frame, at most 16
     */
    static SincTable forRatio(double inputPerOutput) {
        int taps = (int) Math.ceil(BASE_TAPS * Math.max(1, inputPerOutput) / LANES - 1e-9) * LANES;
        if (!(inputPerOutput > 0) || taps > MAX_TAPS) {
            throw new IllegalArgumentException(
                    "inputPerOutput=" + inputPerOutput + ": above 0, at most " + MAX_TAPS / BASE_TAPS);
        }
        return TABLES.computeIfAbsent(taps, SincTable::new);
    }

    /** Taps of each row, a multiple of 8. */
    @RealTime
    int taps() {
        return taps;
    }

    /** All rows one behind the other, {@value #PHASES} + 1 of them. */
    @RealTime
    float[] rows() {
        return rows;
    }

    private static float[] rows(int taps, double cutoff) {
        float[] rows = new float[(PHASES + 1) * taps];
        double[] row = new double[taps];
        for (int phase = 0; phase <= PHASES; phase++) {
            double sum = 0;
            for (int tap = 0; tap < taps; tap++) {
                double frames = tap - (taps / 2 - 1) - (double) phase / PHASES;
                row[tap] = cutoff * sinc(cutoff * frames) * kaiser(frames / (taps / 2.0));
                sum += row[tap];
            }
            for (int tap = 0; tap < taps; tap++) {
                rows[phase * taps + tap] = (float) (row[tap] / sum);
            }
        }
        return rows;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Kaiser's window at {@code x} of its half width. */
    private static double kaiser(double x) {
        double inside = 1 - x * x;
        return inside <= 0 ? 0 : besselI0(BETA * Math.sqrt(inside)) / besselI0(BETA);
    }

    /** Modified Bessel function of the first kind and order 0, by its power series. */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            double half = x / (2 * k);
            term *= half * half;
            sum += term;
        }
        return sum;
    }
}
