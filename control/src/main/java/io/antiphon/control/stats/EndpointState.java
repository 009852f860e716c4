package io.antiphon.control.stats;

import org.jspecify.annotations.Nullable;

/**
 * State of one source or sink, for people.
 *
 * @param state {@code waiting}, {@code playing} or {@code gone} of a source, {@code ready} of a sink, {@code unavailable}
 *     or {@code off} of either
 * @param kind kind of transport, such as {@code Scream}
 * @param format format in words; null when none is known
 * @param problem why it does not run; null when it does
 * @param latencyMs latency in milliseconds; null when not known
 * @param limiterMs latency of a sink's limiter, in milliseconds; null when it has none
 * @param listeners browsers that listen
 */
public record EndpointState(
        String state,
        String kind,
        @Nullable String format,
        @Nullable String problem,
        @Nullable Double latencyMs,
        @Nullable Double limiterMs,
        int listeners) {}
