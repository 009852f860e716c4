package io.antiphon.engine.testing;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.NodeSettings;

/** What a node does to each frequency: the discrete Fourier transform of its answer to one impulse. */
public final class Response {
    private static final int FRAMES = 1 << 16;

    private final float[] impulse;
    private final double sampleRateHz;

    private Response(float[] impulse, double sampleRateHz) {
        this.impulse = impulse;
        this.sampleRateHz = sampleRateHz;
    }

    public static Response of(NodeSettings settings, int sampleRateHz) {
        float[][] input = new float[2][FRAMES];
        input[0][0] = 1;
        NodeBench bench = new NodeBench(new GraphFormat(sampleRateHz, 128), settings);
        return new Response(bench.render(input)[0], sampleRateHz);
    }

    /** Gain at a frequency. */
    public double db(double hz) {
        double omega = 2 * Math.PI * hz / sampleRateHz;
        double turnRe = Math.cos(omega);
        double turnIm = -Math.sin(omega);
        double re = 0;
        double im = 0;
        for (int i = impulse.length - 1; i >= 0; i--) { // Horner's scheme
            double next = re * turnRe - im * turnIm + impulse[i];
            im = re * turnIm + im * turnRe;
            re = next;
        }
        return 20 * Math.log10(Math.hypot(re, im));
    }

    /** Gain in dB of (b0 + b1·z⁻¹ + b2·z⁻²) / (a0 + a1·z⁻¹ + a2·z⁻²), coefficients in that order. */
    public static double biquadDb(double[] c, double hz, double sampleRateHz) {
        double w = 2 * Math.PI * hz / sampleRateHz;
        return 20 * Math.log10(magnitude(c[0], c[1], c[2], w) / magnitude(c[3], c[4], c[5], w));
    }

    private static double magnitude(double c0, double c1, double c2, double w) {
        return Math.hypot(c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w), c1 * Math.sin(w) + c2 * Math.sin(2 * w));
    }
}
