package io.antiphon.engine.endpoint;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import java.util.Optional;

/** One who publishes a stream. Ends by {@link #close}, by the far end's goodbye or when it falls silent. Any thread. */
public interface PublisherSession extends AutoCloseable {
    /** Random UUID, version 4. */
    String id();

    /** The answer to the publisher's offer. */
    String sdpAnswer();

    /** Notes one trickled candidate line ({@code candidate:…}); unusable ones are counted and ignored. */
    void addRemoteCandidate(String candidate);

    /**
     * Takes a piece of SDP about ICE, as {@link ListenerSession#applyFragment} does.
     *
     * @return our side of a restart; empty when there was none
     * @throws OfferException when the piece says nothing of ICE, or half of it
     */
    Optional<String> applyFragment(String sdpFragment) throws OfferException;

    /** Names the present credentials of ICE; another one after each restart. */
    String iceTag();

    /** Ends the session; further calls do nothing. */
    @Override
    void close();
}
