package io.antiphon.engine.endpoint;

import java.util.Map;

/** One listener of a {@link Broadcast}. Ends by {@link #close}, by the far end's goodbye or when it falls silent. Any thread. */
public interface ListenerSession extends AutoCloseable {
    /** Random UUID, version 4. */
    String id();

    /** The answer to the listener's offer. */
    String sdpAnswer();

    /** Notes one trickled candidate line ({@code candidate:…}); unusable ones are counted and ignored. */
    void addRemoteCandidate(String candidate);

    /** Notes that the client has said it is alive. */
    void heartbeat();

    /** What is known about it now. */
    ListenerStatus status();

    /** Ends the session; further calls do nothing. */
    @Override
    void close();

    /**
     * What a listener's session knows about itself at one moment.
     *
     * @param state {@code new}, {@code connecting}, {@code connected} or {@code closed}
     * @param codec codec and its parameters in words, such as {@code opus 96 kb/s}
     * @param remoteAddress where media goes, {@code host:port}; empty until the listener's first valid check
     * @param counters counts since it joined, by name
     */
    record ListenerStatus(String state, String codec, String remoteAddress, Map<String, Long> counters) {}
}
