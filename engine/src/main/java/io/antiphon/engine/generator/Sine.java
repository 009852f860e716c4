package io.antiphon.engine.generator;

import io.antiphon.engine.audio.RealTime;

/**
 * Sines from a table of one cycle. Made of additions and multiplications only, so that they give the same bits whether
 * interpreted or compiled, and on every machine; {@link Math#sin} promises neither.
 */
final class Sine {
    private static final int SIZE = 4096;
    private static final int QUARTER = SIZE / 4;
    private static final double RADIANS_PER_STEP = 2 * Math.PI / SIZE;

    /** One cycle and a quarter, so that the cosine is the sine a quarter further on. */
    private static final double[] EXACT = new double[SIZE + QUARTER + 1];

    private static final float[] TABLE = new float[SIZE + 1];

    static {
        for (int i = 0; i < EXACT.length; i++) {
            EXACT[i] = StrictMath.sin(RADIANS_PER_STEP * i);
        }
        for (int i = 0; i <= SIZE; i++) {
            TABLE[i] = (float) EXACT[i];
        }
    }

    private Sine() {}

    /** Sine of {@code cycles} ≥ 0 full turns with straight lines between the table's points: −100 dB off, and quick. */
    @RealTime
    static float at(double cycles) {
        double scaled = (cycles - (long) cycles) * SIZE;
        int index = (int) scaled;
        float between = (float) (scaled - index);
        return TABLE[index] + between * (TABLE[index + 1] - TABLE[index]);
    }

    /** Sine of {@code cycles} ≥ 0 full turns to 1e-15: the sum formula of the table's point and the rest of the angle. */
    @RealTime
    static double exact(double cycles) {
        double scaled = (cycles - (long) cycles) * SIZE;
        int index = (int) scaled;
        double rest = (scaled - index) * RADIANS_PER_STEP; // below 0.0016: what its powers leave out is below 1e-17
        double square = rest * rest;
        double sine = rest * (1 - square * (1.0 / 6 - square / 120));
        double cosine = 1 - square * (0.5 - square / 24);
        return EXACT[index] * cosine + EXACT[index + QUARTER] * sine;
    }
}
