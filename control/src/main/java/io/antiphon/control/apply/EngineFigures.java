package io.antiphon.control.apply;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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
 * @param latenessP999Us 99.9 %
 * @param latenessMaxUs no period was begun later
 * @param lateness how many periods were how late: counts by the longest lateness they stand for, in microseconds
 * @param counters counts since the start, by name
 * @param rights what was asked of the system and what came of it
 */
public record EngineFigures(
        int sampleRateHz,
        int periodFrames,
        int nodes,
        long position,
        long dueNs,
        double latenessP50Us,
        double latenessP99Us,
        double latenessP999Us,
        double latenessMaxUs,
        SortedMap<Double, Long> lateness,
        Map<String, Long> counters,
        List<Right> rights) {
    /** A count by name, 0 when nobody counts it. */
    public long count(String name) {
        return counters.getOrDefault(name, 0L);
    }

    /**
     * Something that sound on time needs from the system.
     *
     * @param name short, in lower case
     * @param granted whether it was had
     * @param text what was got; or why not, what that means and what to do
     */
    public record Right(String name, boolean granted, String text) {}

    /**
     * What a node costs.
     *
     * @param node its identity
     * @param averageUs sliding average of the time it takes a period, in microseconds
     * @param maxUs the longest
     * @param timed periods in which it was timed
     */
    public record Cost(String node, double averageUs, double maxUs, long timed) {}
}
