package io.antiphon.engine.clock;

import org.jspecify.annotations.Nullable;

/**
 * Ties positions of the graph to CLOCK_MONOTONIC and to UTC, and measures how the graph's clock and UTC run against the
 * monotonic one. Recordings and capture turn positions into time of day by it.
 *
 * <pre>
 * position ──GraphTime──► monotonic ns ──line──► UTC ns since 1970
 * </pre>
 *
 * <p>One thread, the control loop's or a timer's, calls {@link #observe} about once a second; any thread reads: what is
 * known is one immutable object. UTC that is set by hand jumps; UTC that is steered bends, and is followed within half a
 * minute.
 */
public final class ClockMap {
    private static final double NS_PER_SECOND = 1e9;

    /** Differences are followed with this time constant, in observations. */
    private static final double SMOOTHING = 16;

    /** A difference that no steering makes within a second: UTC was set. */
    private static final double JUMP_NS = 50e6;

    /** No clock of a machine is further off. */
    private static final double MAX_DRIFT = 1_000e-6;

    private final GraphTime time;
    private volatile @Nullable Known known;

    /**
     * What is known of UTC: it is {@code utcNs} at {@code monotonicNs} and gains {@code drift} of a second a second.
     *
     * @param monotonicNs time of the observation
     * @param utcNs UTC then, by the line
     * @param drift how much faster UTC runs
     * @param observations how many there were since the start or the last jump
     */
    private record Known(long monotonicNs, long utcNs, double drift, int observations) {
        long utcAt(long ns) {
            long since = ns - monotonicNs;
            return utcNs + since + Math.round(since * drift);
        }

        long monotonicAt(long utc) {
            long since = utc - utcNs;
            return monotonicNs + since - Math.round(since * drift / (1 + drift));
        }
    }

    /** @param time positions on the monotonic clock */
    public ClockMap(GraphTime time) {
        this.time = time;
    }

    /**
     * Takes note of both clocks, read as close together as can be. One thread.
     *
     * @param monotonicNs CLOCK_MONOTONIC; later than at the last call
     * @param utcNs UTC in nanoseconds since 1970
     */
    public void observe(long monotonicNs, long utcNs) {
        Known before = known;
        if (before == null || Math.abs(utcNs - before.utcAt(monotonicNs)) > JUMP_NS) {
            known = new Known(monotonicNs, utcNs, before == null ? 0 : before.drift, 1);
            return;
        }
        double seconds = (monotonicNs - before.monotonicNs) / NS_PER_SECOND;
        if (seconds <= 0) {
            return;
        }
        int count = before.observations + 1;
        double error = utcNs - before.utcAt(monotonicNs);
        // A straight line's recursive least squares at first, then one that forgets.
        double position = Math.max(2.0 * (2 * count - 1) / (count * (count + 1.0)), 2 / SMOOTHING);
        double slope = Math.max(6.0 / (count * (count + 1.0)), 1 / (SMOOTHING * SMOOTHING));
        double drift = Math.clamp(before.drift + slope * error / seconds / NS_PER_SECOND, -MAX_DRIFT, MAX_DRIFT);
        known = new Known(
                monotonicNs, before.utcAt(monotonicNs) + Math.round(Math.min(1, position) * error), drift, count);
    }

    /** Monotonic time at which frame {@code position} is due. */
    public long monotonicNs(long position) {
        return time.nsOf(position);
    }

    /** Position that is due at that monotonic time; the frame that sounds then. */
    public long position(long monotonicNs) {
        return time.positionAt(monotonicNs);
    }

    /** True when UTC is known. */
    public boolean knowsUtc() {
        return known != null;
    }

    /** UTC at which frame {@code position} is due, in nanoseconds since 1970. */
    public long utcNs(long position) {
        return known().utcAt(time.nsOf(position));
    }

    /** Position that is due at that UTC. */
    public long positionAtUtc(long utcNs) {
        return time.positionAt(known().monotonicAt(utcNs));
    }

    /** How much faster than the graph's clock UTC runs, in parts per million; the graph's timer is the monotonic one. */
    public double driftPpm() {
        Known now = known;
        return now == null ? 0 : now.drift * 1e6;
    }

    private Known known() {
        Known now = known;
        if (now == null) {
            throw new IllegalStateException("UTC was never observed");
        }
        return now;
    }
}
