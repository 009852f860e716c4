package io.antiphon.control.apply;

import java.util.Map;

/**
 * How the engine does, for clients.
 *
 * @param sampleRateHz its rate
 * @param periodFrames its period
 * @param nodes nodes in the running schedule
 * @param position position of the next frame
 * @param dueNs monotonic time at which that frame is due
 * @param latenessP50Us half of all periods were begun at most this late, in microseconds
 * @param latenessP99Us 99 % of all periods were begun at most this late
 * @param latenessMaxUs no period was begun later
 * @param counters counts since the start, by name
 */
public record EngineFigures(
        int sampleRateHz,
        int periodFrames,
        int nodes,
        long position,
        long dueNs,
        double latenessP50Us,
        double latenessP99Us,
        double latenessMaxUs,
        Map<String, Long> counters) {
    /** A count by name, 0 when nobody counts it. */
    public long count(String name) {
        return counters.getOrDefault(name, 0L);
    }
}
