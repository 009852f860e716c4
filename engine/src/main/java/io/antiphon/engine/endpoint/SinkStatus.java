package io.antiphon.engine.endpoint;

import java.util.Map;

/**
 * What a sink knows about itself at one moment.
 *
 * @param latencyMs latency from the graph to the wire, in milliseconds
 * @param counters counts since it was opened, by name
 */
public record SinkStatus(double latencyMs, Map<String, Long> counters) {}
