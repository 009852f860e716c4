package io.antiphon.engine.generator;

import io.antiphon.engine.audio.RealTime;

/** One cycle of a sine in a table, read with straight lines between its points: −100 dB from the true one, and quick. */
final class Sine {
    private static final int SIZE = 4096;
    private static final float[] TABLE = new float[SIZE + 1];

    static {
        for (int i = 0; i <= SIZE; i++) {
            TABLE[i] = (float) Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private Sine() {}

    /** Sine of {@code cycles} ≥ 0 full turns. */
    @RealTime
    static float at(double cycles) {
        double scaled = (cycles - (long) cycles) * SIZE;
        int index = (int) scaled;
        float between = (float) (scaled - index);
        return TABLE[index] + between * (TABLE[index + 1] - TABLE[index]);
    }
}
