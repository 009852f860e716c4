package io.antiphon.benchmarks.lateness;

import java.util.Locale;

/**
 * What one run of either side found, in the order in which both print it.
 *
 * @param granted 1 when the thread got its real-time priority
 * @param periods how many were measured
 * @param missed of them, those that were begun or ended after their end
 * @param p50Ns half of all were begun at most this late
 * @param p99Ns 99 %
 * @param p999Ns 99.9 %
 * @param maxNs all
 */
record Wakes(double granted, double periods, double missed, double p50Ns, double p99Ns, double p999Ns, double maxNs) {
    static Wakes of(double... numbers) {
        return new Wakes(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6]);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%.0f %.0f %.0f %.0f %.0f %.0f %.0f",
                granted,
                periods,
                missed,
                p50Ns,
                p99Ns,
                p999Ns,
                maxNs);
    }
}
