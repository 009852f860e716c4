package io.antiphon.engine.render;

import io.antiphon.engine.counters.LatenessHistogram;
import java.util.List;
import java.util.Map;

/**
 * How the engine is doing at one moment.
 *
 * @param nodes nodes in the running schedule
 * @param position position of the next frame to render
 * @param latenessP50Ns half of all periods were begun at most this late, in nanoseconds
 * @param latenessP99Ns 99 % of all periods were begun at most this late
 * @param latenessP999Ns 99.9 %
 * @param latenessMaxNs no period was begun later
 * @param lateness how many periods were how late
 * @param counters counts since the start, by the names of {@link io.antiphon.engine.counters.RenderCounter}; the load is
 *     the growth of {@code render_ns} over time
 * @param rights what was asked of the system and what came of it
 */
public record EngineStatus(
        int nodes,
        long position,
        long latenessP50Ns,
        long latenessP99Ns,
        long latenessP999Ns,
        long latenessMaxNs,
        List<LatenessHistogram.Bar> lateness,
        Map<String, Long> counters,
        List<RealTimeRight> rights) {}
