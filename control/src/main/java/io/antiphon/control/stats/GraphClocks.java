package io.antiphon.control.stats;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.ClockMap;
import io.antiphon.engine.clock.GraphTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the positions of the graph mean in time, and how the time of day runs against the graph's clock. One thread
 * observes once a second; any thread asks.
 */
public final class GraphClocks {
    /** How often it wants to observe. */
    public static final long PERIOD_MS = 1_000;

    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final double ONE_SECOND_NS = 1e9;

    /** Clocks that were read further apart tell little of each other; somebody else was running in between. */
    private static final long APART_NS = 1_000_000;

    private final Clock clock;
    private final InstantSource time;
    private final ClockMap map;

    /**
     * @param graph positions on the monotonic clock
     * @param clock the monotonic clock
     * @param time the time of day
     */
    public GraphClocks(GraphTime graph, Clock clock, InstantSource time) {
        this.clock = clock;
        this.time = time;
        this.map = new ClockMap(graph);
    }

    /** Reads both clocks. */
    public void observe() {
        long beforeNs = clock.nowNs();
        Instant now = time.instant();
        long afterNs = clock.nowNs();
        if (afterNs - beforeNs < APART_NS) {
            long utcNs = now.getEpochSecond() * NS_PER_SECOND + now.getNano();
            map.observe(beforeNs + (afterNs - beforeNs) / 2, utcNs);
        }
    }

    /** The time of day at which a frame is due; empty before the first observation. */
    public Optional<Instant> timeOf(long position) {
        return map.knowsUtc() ? Optional.of(Instant.ofEpochSecond(0, map.utcNs(position))) : Optional.empty();
    }

    /** How much faster the time of day runs than the graph, in parts per million. */
    public double driftPpm() {
        return map.driftPpm();
    }

    /** How long ago a frame was due. */
    public double ageSeconds(long position) {
        return (clock.nowNs() - map.monotonicNs(position)) / ONE_SECOND_NS;
    }
}
