package io.antiphon.engine.endpoint;

/** One who publishes a stream. Ends by {@link #close}, by the far end's goodbye or when it falls silent. Any thread. */
public interface PublisherSession extends AutoCloseable {
    /** Random UUID, version 4. */
    String id();

    /** The answer to the publisher's offer. */
    String sdpAnswer();

    /** Notes one trickled candidate line ({@code candidate:…}); unusable ones are counted and ignored. */
    void addRemoteCandidate(String candidate);

    /** Ends the session; further calls do nothing. */
    @Override
    void close();
}
