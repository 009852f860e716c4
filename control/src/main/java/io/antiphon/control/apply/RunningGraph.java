package io.antiphon.control.apply;

import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.node.LoudnessMeterHandle;
import io.antiphon.engine.node.MeterHandle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What runs since the last apply, for all who show it. Immutable; any thread may ask what is in it.
 *
 * @param sources running sources by identity
 * @param sinks running sinks by identity
 * @param inputs what each sink mixes, by identity of the sink
 * @param loudness meters of loudness that somebody asked for, by identity of the source or sink
 */
public record RunningGraph(
        Map<String, RunningSource> sources,
        Map<String, RunningSink> sinks,
        Map<String, List<RunningInput>> inputs,
        Map<String, LoudnessMeterHandle> loudness) {
    /** Nothing runs. */
    public static final RunningGraph EMPTY = new RunningGraph(Map.of(), Map.of(), Map.of(), Map.of());

    public RunningGraph {
        sources = Map.copyOf(sources);
        sinks = Map.copyOf(sinks);
        inputs = Map.copyOf(inputs);
        loudness = Map.copyOf(loudness);
    }

    /**
     * A source that should run.
     *
     * @param tag tag of its stream
     * @param kind kind of transport, such as {@code scream}; empty when none takes the tag
     * @param endpoint the stream; null when it is not open
     * @param history what is kept of the stream; null when nothing shall be
     * @param meter its meter; null when it does not run
     * @param problem why it does not run
     */
    public record RunningSource(
            String tag,
            String kind,
            @Nullable SourceEndpoint endpoint,
            @Nullable HistoryTap history,
            @Nullable MeterHandle meter,
            @Nullable String problem) {}

    /**
     * Something that a sink mixes.
     *
     * @param pathId identity of the path
     * @param sourceId identity of the source that it comes from
     */
    public record RunningInput(String pathId, String sourceId) {}

    /**
     * A sink that should run.
     *
     * @param endpoint where it is sent to; null when nothing is sent
     * @param meter its meter
     * @param limiterMs by how much its limiter delays it, in milliseconds; null when it has none
     * @param problem why nothing is sent, when something should be
     */
    public record RunningSink(
            @Nullable SinkEndpoint endpoint,
            @Nullable MeterHandle meter,
            @Nullable Double limiterMs,
            @Nullable String problem) {}
}
