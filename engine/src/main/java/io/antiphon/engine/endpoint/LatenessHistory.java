package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * The worst lateness of the last 60 seconds, and the safety margin that follows from it. Written by one thread; the
 * margin may be read by any.
 */
final class LatenessHistory {
    private static final int SECONDS = 60;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final double FACTOR = 1.25;
    private static final double EXTRA_NS = 1.5e6;
    private static final double MIN_NS = 3e6;
    private static final double MAX_NS = 200e6;

    private final long[] worstNs = new long[SECONDS];
    private long second = Long.MIN_VALUE;
    private volatile double marginNs;

    /** @param playoutNs margin to begin with; it stands until 60 seconds have been seen */
    LatenessHistory(double playoutNs) {
        Arrays.fill(worstNs, (long) Math.max(0, (playoutNs - EXTRA_NS) / FACTOR));
        marginNs = Math.clamp(playoutNs, MIN_NS, MAX_NS);
    }

    /** Takes note of a packet that came {@code latenessNs} after the earliest possible time. */
    void note(long arrivalNs, long latenessNs) {
        long now = Math.floorDiv(arrivalNs, SECOND_NS);
        if (second == Long.MIN_VALUE) {
            second = now;
        }
        boolean turned = second < now;
        for (int steps = 0; second < now && steps < SECONDS; steps++) {
            second++;
            worstNs[bucket(second)] = 0;
        }
        second = now;
        if (latenessNs > worstNs[bucket(now)]) {
            worstNs[bucket(now)] = latenessNs;
            turned = true;
        }
        if (turned) {
            marginNs = Math.clamp(FACTOR * worst() + EXTRA_NS, MIN_NS, MAX_NS);
        }
    }

    /** How much earlier than needed a packet should be there. */
    @RealTime
    double marginNs() {
        return marginNs;
    }

    private long worst() {
        long worst = 0;
        for (long candidate : worstNs) {
            worst = Math.max(worst, candidate);
        }
        return worst;
    }

    private static int bucket(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
