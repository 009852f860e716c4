package io.antiphon.engine.dsp;

/**
 * One second-order filter, as its analogue prototype and the frequency it is tuned to by the bilinear transform:
 *
 * <pre>
 *         b2·s² + b1·s + b0
 * H(s) = -------------------,   s = j·tan(ω/2) / g
 *            s² + k·s + 1
 * </pre>
 *
 * <p>Immutable.
 *
 * @param g tan(π·f/fs) of the corner, ≥ 0
 * @param k damping, 1/Q of the poles, ≥ 0
 * @param b2 what passes at the top
 * @param b1 what passes at the corner, times k
 * @param b0 what passes at the bottom
 */
public record Section(double g, double k, double b2, double b1, double b0) {
    /** Lets everything pass unchanged. */
    public static final Section FLAT = gain(1);

    /** The same gain at every frequency. */
    public static Section gain(double gain) {
        return new Section(0, 0, gain, 0, gain);
    }

    /** tan(π·f/fs), the place of a frequency on the axis of the prototype. */
    public static double warp(double hz, double sampleRateHz) {
        return Math.tan(Math.PI * hz / sampleRateHz);
    }

    /** True when it changes nothing. */
    public boolean isFlat() {
        return b2 == 1 && b1 == k && b0 == 1;
    }

    /** Linear gain at {@code hz}, below half of the sample rate. */
    public double gainAt(double hz, double sampleRateHz) {
        if (g == 0) {
            return b2;
        }
        double s = warp(hz, sampleRateHz) / g;
        return Math.hypot(b0 - b2 * s * s, b1 * s) / Math.hypot(1 - s * s, k * s);
    }
}
