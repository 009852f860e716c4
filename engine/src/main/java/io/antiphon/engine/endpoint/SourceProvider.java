package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.Map;

/** One kind of transport that brings audio in. All methods are called by the control thread, {@link #streams} and {@link #counters} by any. */
public interface SourceProvider {
    /** Short lower-case name, such as {@code scream}; shown to users as the kind of a source. */
    String kind();

    /**
     * True when a stream of this tag is this provider's. Tags are what spec'd clients use: {@code 192.168.3.20} for a
     * raw Scream sender, {@code demo:}, {@code tone:}, {@code noise:} and {@code sweep:} for the generators.
     */
    boolean accepts(String tag);

    /**
     * Opens the stream of that tag; the stream need not flow yet.
     *
     * @throws EndpointException when the tag's parameters are not possible
     */
    SourceEndpoint open(String tag) throws EndpointException;

    /** Streams that were seen on the network, whether a source is configured for them or not. Any thread. */
    List<StreamSeen> streams();

    /** Counts of what arrived for no stream in particular, by name. Any thread. */
    default Map<String, Long> counters() {
        return Map.of();
    }

    /** Takes what a person wishes of jitter buffers, for open streams too. Transports without such ignore it. */
    default void tune(PlayoutTuning.Wish wish) {}

    /** Called some times a second: streams that came up since may join what was opened before them. */
    default void attach() {}

    /**
     * A stream that was seen.
     *
     * @param tag the tag to open it with
     * @param status what is known about it
     */
    record StreamSeen(String tag, SourceStatus status) {}
}
