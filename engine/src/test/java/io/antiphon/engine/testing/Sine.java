package io.antiphon.engine.testing;

/** A sine fitted to samples by least squares, frequency included: what is left over is noise, distortion and clicks. */
public final class Sine {
    private final double amplitude;
    private final double radiansPerFrame;
    private final double residual;

    private Sine(double amplitude, double radiansPerFrame, double residual) {
        this.amplitude = amplitude;
        this.radiansPerFrame = radiansPerFrame;
        this.residual = residual;
    }

    /** Fits a sine of about that frequency to {@code count} samples from {@code from} on. */
    public static Sine fit(float[] samples, int from, int count, double radiansPerFrame) {
        double omega = radiansPerFrame;
        for (int round = 0; round < 4; round++) {
            omega += slip(samples, from, count, omega);
        }
        double[] whole = project(samples, from, 0, count, omega);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double rest = samples[from + i] - whole[0] * Math.cos(omega * i) - whole[1] * Math.sin(omega * i);
            sum += rest * rest;
        }
        return new Sine(Math.hypot(whole[0], whole[1]), omega, Math.sqrt(2 * sum / count));
    }

    /** Peak. */
    public double amplitude() {
        return amplitude;
    }

    /** Frequency in radians a frame. */
    public double radiansPerFrame() {
        return radiansPerFrame;
    }

    /** Level of what is not the sine, against a sine of full scale, in decibels. */
    public double residualDb() {
        return 20 * Math.log10(residual + 1e-12);
    }

    /** Level of what is not the sine, against the sine. */
    public double residualToSineDb() {
        return 20 * Math.log10((residual + 1e-12) / amplitude);
    }

    /** Frequency error from the phases of the two halves. */
    private static double slip(float[] samples, int from, int count, double omega) {
        int half = count / 2;
        double[] first = project(samples, from, 0, half, omega);
        double[] second = project(samples, from, half, half, omega);
        double turn = Math.atan2(first[1], first[0]) - Math.atan2(second[1], second[0]);
        return Math.IEEEremainder(turn, 2 * Math.PI) / half;
    }

    /** Least-squares amplitudes of cosine and sine over a part of the samples. */
    private static double[] project(float[] samples, int from, int start, int count, double omega) {
        double cc = 0, ss = 0, cs = 0, xc = 0, xs = 0;
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
