package io.antiphon.benchmarks.edge;

/** A sine fitted to samples by least squares, its frequency included; what is left over is noise, distortion and clicks. */
final class SineFit {
    private static final int ROUNDS = 4;

    private SineFit() {}

    /**
     * Level of all that is not the sine, against the sine, in decibels: THD+N.
     *
     * @param omega about the frequency, in radians a frame
     */
    static double residualDb(float[] samples, int from, int count, double omega) {
        double exact = omega;
        for (int i = 0; i < ROUNDS; i++) {
            exact += slip(samples, from, count, exact);
        }
        double[] sine = project(samples, from, 0, count, exact);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double rest = samples[from + i] - sine[0] * Math.cos(exact * i) - sine[1] * Math.sin(exact * i);
            sum += rest * rest;
        }
        return 20 * Math.log10(Math.sqrt(2 * sum / count) / Math.hypot(sine[0], sine[1]));
    }

    /** How far the frequency is off, by the phases of the two halves. */
    private static double slip(float[] samples, int from, int count, double omega) {
        int half = count / 2;
        double[] first = project(samples, from, 0, half, omega);
        double[] second = project(samples, from, half, half, omega);
        double turn = Math.atan2(first[1], first[0]) - Math.atan2(second[1], second[0]);
        return Math.IEEEremainder(turn, 2 * Math.PI) / half;
    }

    /** Amplitudes of cosine and sine over a part of the samples. */
    private static double[] project(float[] samples, int from, int start, int count, double omega) {
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        for (int i = start; i < start + count; i++) {
            double c = Math.cos(omega * i);
            double s = Math.sin(omega * i);
            cc += c * c;
            ss += s * s;
            cs += c * s;
            xc += samples[from + i] * c;
            xs += samples[from + i] * s;
        }
        double determinant = cc * ss - cs * cs;
        return new double[] {(xc * ss - xs * cs) / determinant, (xs * cc - xc * cs) / determinant};
    }
}
