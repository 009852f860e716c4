package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * The lateness of the last 60 seconds and the safety margin that follows from it. A single stall is forgiven: what counts
 * is the worst second that has had its like at another time, so that one bad moment does not cost latency for a minute,
 * and a second one of its kind is the last that is heard.
 *
 * <pre>
 * worst of each second, ms:  1  1 40 38  1  2  1      → 2: the stall of two adjoining seconds stands alone
 *                            1  1 40 38  1  2 35  1   → 35
 * </pre>
 *
 * <p>Written by one thread; the margin may be read by any.
 */
final class LatenessHistory {
    private static final int SECONDS = 60;
    private static final long SECOND_NS = 1_000_000_000L;

    /** For so long the margin is the first one: until as much is known as is remembered. */
    static final long FIRST_NS = SECONDS * SECOND_NS;

    private static final double FIRST = 2;

    /** A short margin begins with this, but with no more than {@link #FIRST_OF_SHORT} times the least. */
    private static final double FIRST_SHORT_NS = 16e6;

    private static final double FIRST_OF_SHORT = 3.2;

    /** The margin is this much more than the lateness, and {@link #EXTRA_NS}, or half of the least margin. */
    private static final double FACTOR = 1.25;

    private static final double EXTRA_NS = 1e6;
    private static final double MIN_NS = 0.2e6;
    private static final double MAX_NS = 200e6;

    /** A margin that would be less by no more than this part of the least one stays, so that latency rests. */
    private static final double REST = 0.2;

    private final long[] worstNs = new long[SECONDS];
    private final PlayoutTuning tuning;
    private long startNs;
    private long second = Long.MIN_VALUE;
    private volatile double marginNs;

    /** @param tuning has the least that the margin comes down to; it begins with twice that, or with 16 ms, or as tuned */
    LatenessHistory(PlayoutTuning tuning) {
        this.tuning = tuning;
        marginNs = firstNs(leastNs());
    }

    /** A history whose least margin nobody tunes. */
    LatenessHistory(double playoutNs) {
        this(new PlayoutTuning(playoutNs / 1e6));
    }

    private double leastNs() {
        return Math.clamp(tuning.leastNs(), MIN_NS, MAX_NS);
    }

    /** What a person asks for is not doubled, only made safe while it is short. */
    private double firstNs(double leastNs) {
        double chosenNs = tuning.firstNs();
        if (!Double.isNaN(chosenNs)) {
            return Math.max(chosenNs, leastNs);
        }
        double safe = Math.min(FIRST_SHORT_NS, FIRST_OF_SHORT * leastNs);
        return Math.max(tuning.isWished() ? leastNs : FIRST * leastNs, safe);
    }

    /** Takes note of a packet that came {@code latenessNs} after the earliest possible time. */
    void note(long arrivalNs, long latenessNs) {
        long now = Math.floorDiv(arrivalNs, SECOND_NS);
        if (second == Long.MIN_VALUE) {
            second = now;
            startNs = arrivalNs;
        }
        boolean changed = second < now;
        if (now - second >= SECONDS) {
            Arrays.fill(worstNs, 0);
            second = now;
        }
        while (second < now) {
            second++;
            worstNs[bucket(second)] = 0;
        }
        if (latenessNs > worstNs[bucket(now)]) {
            worstNs[bucket(now)] = latenessNs;
            changed = true;
        }
        if (changed) {
            adjust(arrivalNs - startNs < FIRST_NS);
        }
    }

    /** How much earlier than needed a packet should be there. */
    @RealTime
    double marginNs() {
        return marginNs;
    }

    private void adjust(boolean first) {
        double leastNs = leastNs();
        double floorNs = first ? firstNs(leastNs) : leastNs;
        double extraNs = Math.min(EXTRA_NS, leastNs / 2);
        double asked = Math.clamp(FACTOR * worstOfItsKind() + extraNs, Math.min(floorNs, MAX_NS), MAX_NS);
        if (asked > marginNs || asked < marginNs - REST * leastNs) {
            marginNs = asked;
        }
    }

    /** The worst second but for the worst of all and the two beside it, which a stall may reach into. */
    private long worstOfItsKind() {
        long worst = second;
        for (long each = second - SECONDS + 1; each < second; each++) {
            worst = worstNs[bucket(each)] > worstNs[bucket(worst)] ? each : worst;
        }
        long next = 0;
        for (long each = second - SECONDS + 1; each <= second; each++) {
            if (Math.abs(each - worst) > 1) {
                next = Math.max(next, worstNs[bucket(each)]);
            }
        }
        return next;
    }

    private static int bucket(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }
}
