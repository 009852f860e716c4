package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/**
 * The K-weighting of ITU-R BS.1770-5 in front of a loudness meter, and the sum of the weighted squares: a shelf for the
 * head and a high-pass, in double. Owned by the render thread.
 *
 * <p>The recommendation gives coefficients for 48 kHz. For another rate they are taken back to the continuous filter
 * they stand for and from there to that rate, each stage exact at its own corner.
 */
final class KWeighting {
    /** States below this are zero: −400 dB, far above where arithmetic becomes slow. */
    private static final double TINY = 1e-20;

    /** BS.1770-5, annex 1, tables 1 and 2: b0, b1, b2, a1, a2. */
    private static final double[] SHELF_48K = {
        1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
    };

    private static final double[] HIGH_PASS_48K = {1, -2, 1, -1.99004745483398, 0.99007225036621};

    private final double[] shelf;
    private final double[] highPass;
    private final double[] shelf1 = new double[AudioBlock.MAX_CHANNELS];
    private final double[] shelf2 = new double[AudioBlock.MAX_CHANNELS];
    private final double[] high1 = new double[AudioBlock.MAX_CHANNELS];
    private final double[] high2 = new double[AudioBlock.MAX_CHANNELS];

    KWeighting(int sampleRateHz) {
        shelf = atRate(SHELF_48K, sampleRateHz);
        highPass = atRate(HIGH_PASS_48K, sampleRateHz);
    }

    /** Coefficients b0, b1, b2, a1, a2 of both stages one behind the other, for tests of the response. */
    double[] coefficients() {
        double[] both = new double[10];
        System.arraycopy(shelf, 0, both, 0, 5);
        System.arraycopy(highPass, 0, both, 5, 5);
        return both;
    }

    /** Sum of the squared, weighted samples from {@code from} to before {@code to}. */
    @RealTime
    double sumOfSquares(float[] samples, int channel, int from, int to) {
        double b0 = shelf[0];
        double b1 = shelf[1];
        double b2 = shelf[2];
        double a1 = shelf[3];
        double a2 = shelf[4];
        double h0 = highPass[0];
        double h1 = highPass[1];
        double h2 = highPass[2];
        double c1 = highPass[3];
        double c2 = highPass[4];
        double s1 = shelf1[channel];
        double s2 = shelf2[channel];
        double p1 = high1[channel];
        double p2 = high2[channel];
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = samples[i];
            double y = b0 * x + s1;
            s1 = b1 * x - a1 * y + s2;
            s2 = b2 * x - a2 * y;
            double z = h0 * y + p1;
            p1 = h1 * y - c1 * z + p2;
            p2 = h2 * y - c2 * z;
            sum += z * z;
        }
        shelf1[channel] = flushed(s1);
        shelf2[channel] = flushed(s2);
        high1[channel] = flushed(p1);
        high2[channel] = flushed(p2);
        return sum;
    }

    /** True when silence in gives silence out on that channel. */
    @RealTime
    boolean isAtRest(int channel) {
        return shelf1[channel] == 0 && shelf2[channel] == 0 && high1[channel] == 0 && high2[channel] == 0;
    }

    /** Forgets what one channel heard. */
    @RealTime
    void rest(int channel) {
        shelf1[channel] = 0;
        shelf2[channel] = 0;
        high1[channel] = 0;
        high2[channel] = 0;
    }

    @RealTime
    private static double flushed(double state) {
        return Math.abs(state) < TINY ? 0 : state;
    }

    /**
     * With p = (1 − z⁻¹)/(1 + z⁻¹) a stage is a quotient of polynomials in p, and another rate only stretches p: by the
     * quotient of the tangents at the corner, the root of the denominator's ends.
     */
    private static double[] atRate(double[] at48k, int sampleRateHz) {
        if (sampleRateHz == 48_000) {
            return at48k.clone();
        }
        double[] numerator = inP(at48k[0], at48k[1], at48k[2]);
        double[] denominator = inP(1, at48k[3], at48k[4]);
        double tangent = StrictMath.sqrt(denominator[0] / denominator[2]);
        double cornerHz = 48_000 / Math.PI * StrictMath.atan(tangent);
        double stretch = tangent / StrictMath.tan(Math.PI * cornerHz / sampleRateHz);
        double[] b = inZ(numerator, stretch);
        double[] a = inZ(denominator, stretch);
        return new double[] {b[0] / a[0], b[1] / a[0], b[2] / a[0], a[1] / a[0], a[2] / a[0]};
    }

    private static double[] inP(double c0, double c1, double c2) {
        return new double[] {c0 + c1 + c2, 2 * (c0 - c2), c0 - c1 + c2};
    }

    private static double[] inZ(double[] p, double stretch) {
        double linear = p[1] * stretch;
        double square = p[2] * stretch * stretch;
        return new double[] {p[0] + linear + square, 2 * (p[0] - square), p[0] - linear + square};
    }
}
