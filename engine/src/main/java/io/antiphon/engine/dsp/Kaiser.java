package io.antiphon.engine.dsp;

/** Kaiser-windowed sinc filters. Stateless; any thread but the render thread, since it is slow. */
final class Kaiser {
    private Kaiser() {}

    /**
     * Taps of a low-pass that give the signal between two samples; their sum is 1.
     *
     * @param taps even number of samples around; tap {@code taps/2 − 1} lies on the earlier of the two
     * @param fraction 0…1 from the earlier to the later one
     * @param cutoff as a part of half the sample rate, at most 1
     * @param beta shape of the window
     */
    static double[] windowedSinc(int taps, double fraction, double cutoff, double beta) {
        double[] row = new double[taps];
        double sum = 0;
        for (int t = 0; t < taps; t++) {
            double frames = t - (taps / 2 - 1) - fraction;
            row[t] = cutoff * sinc(cutoff * frames) * window(frames / (taps / 2.0), beta);
            sum += row[t];
        }
        for (int t = 0; t < taps; t++) {
            row[t] /= sum;
        }
        return row;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double window(double x, double beta) {
        double inside = 1 - x * x;
        return inside <= 0 ? 0 : besselI0(beta * StrictMath.sqrt(inside)) / besselI0(beta);
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
