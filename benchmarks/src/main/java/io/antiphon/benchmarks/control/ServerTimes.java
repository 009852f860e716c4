package io.antiphon.benchmarks.control;

import io.antiphon.systemtests.peer.AntiphonProcess;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long requests took in the server itself, from their first byte to the last byte of the answer, by its own figures.
 * Immutable.
 *
 * @param counts how many took at most so many milliseconds, of all since its start
 */
record ServerTimes(SortedMap<Double, Long> counts) {
    private static final Pattern BUCKET =
            Pattern.compile("(?m)^antiphon_http_request_seconds_bucket\\{le=\"([^\"]+)\"} ([0-9.E+]+)$");

    private static final double MS = 1_000;

    static ServerTimes of(AntiphonProcess server) {
        SortedMap<Double, Long> counts = new TreeMap<>();
        Matcher bucket = BUCKET.matcher(server.send("GET", "/metrics", null).body());
        while (bucket.find()) {
            double upTo = bucket.group(1).equals("+Inf")
                    ? Double.POSITIVE_INFINITY
                    : MS * Double.parseDouble(bucket.group(1));
            counts.put(upTo, (long) Double.parseDouble(bucket.group(2)));
        }
        return new ServerTimes(counts);
    }

    /** The bound of the bucket in which that part of the requests since {@code before} lies; the question itself is not one. */
    double quantile(double part, ServerTimes before, int requests) {
        for (Map.Entry<Double, Long> bucket : counts.entrySet()) {
            long since = bucket.getValue() - before.counts.getOrDefault(bucket.getKey(), 0L);
            if (since >= part * requests) {
                return bucket.getKey();
            }
        }
        return Double.NaN;
    }
}
