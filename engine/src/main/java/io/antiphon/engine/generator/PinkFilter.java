package io.antiphon.engine.generator;

import io.antiphon.engine.audio.RealTime;

/**
 * Makes white noise pink: falls by 3.01 dB an octave, within 0.3 dB from 20 Hz to 0.45 of the sample rate. Owned
 * by the render thread.
 *
 * <p>A chain of first-order sections, one for each octave: a pole, which turns the slope down, and a zero half an octave
 * above it, which turns it back. A last zero takes away what the sampled sections have too much of near the Nyquist
 * frequency.
 */
final class PinkFilter {
    private static final double LOWEST_HZ = 5;

    /** Found by trial: the least largest deviation. */
    private static final double LAST_ZERO = 0.08;

    private static final int STEPS_OF_POWER = 1 << 14;

    private final double[] poles;
    private final double[] zeros;
    private final double[] before;
    private final double gain;
    private double beforeLast;

    /** @param sampleRateHz frames a second */
    PinkFilter(int sampleRateHz) {
        int sections = (int) Math.ceil(StrictMath.log(sampleRateHz / 2.0 / LOWEST_HZ) / StrictMath.log(2));
        this.poles = new double[sections];
        this.zeros = new double[sections];
        this.before = new double[sections];
        for (int s = 0; s < sections; s++) {
            double turns = -2 * Math.PI * LOWEST_HZ * (1L << s) / sampleRateHz;
            poles[s] = StrictMath.exp(turns);
            zeros[s] = StrictMath.exp(turns * Math.sqrt(2));
        }
        this.gain = 1 / Math.sqrt(meanPower());
    }

    /** Next sample; white noise of power 1 gives pink noise of power 1. */
    @RealTime
    double next(double white) {
        double value = white * gain;
        for (int s = 0; s < poles.length; s++) {
            // y[n] = x[n] − zero·x[n−1] + pole·y[n−1], with what stays from the last frame in one number
            double out = value + before[s];
            before[s] = poles[s] * out - zeros[s] * value;
            value = out;
        }
        double last = value + LAST_ZERO * beforeLast;
        beforeLast = value;
        return last;
    }

    /** Mean of the squared response over all frequencies, finer towards low ones, where it changes. */
    private double meanPower() {
        double sum = 0;
        double from = 0;
        for (int i = 1; i <= STEPS_OF_POWER; i++) {
            double at = (double) i / STEPS_OF_POWER;
            double to = at * at * at;
            sum += power(Math.PI * (from + to) / 2) * (to - from);
            from = to;
        }
        return sum;
    }

    private double power(double radiansPerFrame) {
        double cosine = StrictMath.cos(radiansPerFrame);
        double power = 1 + LAST_ZERO * LAST_ZERO + 2 * LAST_ZERO * cosine;
        for (int s = 0; s < poles.length; s++) {
            power *= (1 + zeros[s] * zeros[s] - 2 * zeros[s] * cosine)
                    / (1 + poles[s] * poles[s] - 2 * poles[s] * cosine);
        }
        return power;
    }
}
