package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.PcmFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source knows about itself at one moment.
 *
 * @param state whether audio is coming in
 * @param format format of the incoming stream; null as long as none was seen, and for generators
 * @param latencyMs latency from arrival of a frame to the graph, in milliseconds
 * @param driftPpm how much faster than the graph the far clock runs, in parts per million
 * @param counters counts since it was opened, by name
 */
public record SourceStatus(
        State state, @Nullable PcmFormat format, double latencyMs, double driftPpm, Map<String, Long> counters) {
    /** Whether audio is coming in. */
    public enum State {
        /** Nothing was ever received. */
        WAITING,
        /** Audio flows. */
        PLAYING,
        /** It stopped; the next packet brings it back. */
        GONE
    }
}
