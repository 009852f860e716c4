package io.antiphon.control.stats;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long requests take here, from their first byte to the last byte of the answer: what a client sees without the network
 * and without itself. Any thread.
 */
public final class RequestTimes {
    private static final double[] UP_TO_MS = {
        0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 100, 120, 150,
        200, 300, 500, 1_000, 2_000, 5_000
    };

    private static final double US_PER_MS = 1_000;

    private final LongAdder[] counts = new LongAdder[UP_TO_MS.length + 1];

    /** None so far. */
    public RequestTimes() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Takes note of one. */
    public void add(long ns) {
        int bar = 0;
        while (bar < UP_TO_MS.length && ns > UP_TO_MS[bar] * 1e6) {
            bar++;
        }
        counts[bar].increment();
    }

    /** Counts since the start, by the longest time in microseconds that they stand for. */
    public SortedMap<Double, Long> countsByUs() {
        SortedMap<Double, Long> all = new TreeMap<>();
        for (int bar = 0; bar < counts.length; bar++) {
            double upToUs = bar < UP_TO_MS.length ? UP_TO_MS[bar] * US_PER_MS : Double.POSITIVE_INFINITY;
            all.put(upToUs, counts[bar].sum());
        }
        return all;
    }
}
