package io.antiphon.engine.testing;

/**
 * True peak by brute force, independent of what the engine does: a sinc of 128 samples under a Blackman window at 16
 * positions a sample. Ends are left out, where a cut would ring.
 */
public final class Oversampled {
    private static final int HALF = 64;
    private static final int POSITIONS = 16;
    private static final double[][] ROWS = rows();

    private Oversampled() {}

    /** Largest absolute value of the band-limited signal, in dBTP. */
    public static double peakDb(float[] samples) {
        double peak = 0;
        for (int i = HALF; i < samples.length - HALF; i++) {
            for (double[] row : ROWS) {
                double sum = 0;
                for (int t = 0; t < row.length; t++) {
                    sum += row[t] * samples[i - HALF + 1 + t];
                }
                peak = Math.max(peak, Math.abs(sum));
            }
        }
        return 20 * Math.log10(peak);
    }

    private static double[][] rows() {
        double[][] rows = new double[POSITIONS][2 * HALF];
        for (int p = 0; p < POSITIONS; p++) {
            for (int t = 0; t < 2 * HALF; t++) {
                double x = t - (HALF - 1) - (double) p / POSITIONS;
                double window = 0.42 + 0.5 * Math.cos(Math.PI * x / HALF) + 0.08 * Math.cos(2 * Math.PI * x / HALF);
                rows[p][t] = window * (x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
            }
        }
        return rows;
    }
}
