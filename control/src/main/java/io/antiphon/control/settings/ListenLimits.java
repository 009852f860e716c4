package io.antiphon.control.settings;

/**
 * How much listening and publishing by browsers may cost.
 *
 * @param listeners listeners of all sinks at a time
 * @param listenersPerAddress how many of them may come from one address
 * @param listenersPerUser how many of them may be of one user, where users log in
 * @param encodingsPerSink different encodings of one sink
 * @param publishers streams that others may publish at a time
 */
public record ListenLimits(
        int listeners, int listenersPerAddress, int listenersPerUser, int encodingsPerSink, int publishers) {}
