package io.antiphon.benchmarks.router;

import java.util.List;

/** Order statistics of a list of times. */
final class Percentiles {
    private Percentiles() {}

    /** The value that {@code share} of all are not above, in milliseconds; NaN of nothing. */
    static double ms(List<Long> ns, double share) {
        if (ns.isEmpty()) {
            return Double.NaN;
        }
        List<Long> sorted = ns.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size()))) / 1e6;
    }
}
