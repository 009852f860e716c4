package io.antiphon.benchmarks.virtual;

/**
 * A sender's clock that is off by a constant and by a slow swing.
 *
 * @param ppm how much faster than true it runs in the mean, in parts per million
 * @param swingPpm how far it swings to both sides of that
 * @param swingSeconds how long a swing to and fro takes
 */
public record SkewedClock(double ppm, double swingPpm, double swingSeconds) {
    /** A clock that is off by a constant alone. */
    public static SkewedClock constant(double ppm) {
        return new SkewedClock(ppm, 0, 1);
    }

    /** True time at which the clock shows {@code shownSeconds}, in nanoseconds; to the first order of its error. */
    public long trueNs(double shownSeconds) {
        double turn = 2 * Math.PI / swingSeconds;
        double ahead = ppm * 1e-6 * shownSeconds + swingPpm * 1e-6 / turn * (1 - Math.cos(turn * shownSeconds));
        return Math.round((shownSeconds - ahead) * 1e9);
    }
}
