package io.antiphon.engine.endpoint;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import java.util.Optional;

/** What was made of an offer of SDP and goes on until it is closed or the far end is gone. Any thread. */
public interface OfferedSession extends AutoCloseable {
    /** Random UUID, version 4. */
    String id();

    /** The answer to the offer. */
    String sdpAnswer();

    /** Notes one trickled candidate line ({@code candidate:…}); unusable ones are counted and ignored. */
    void addRemoteCandidate(String candidate);

    /**
     * Takes a piece of SDP about ICE (RFC 8840): candidates, and with other credentials than before a restart of ICE, after
     * which the session goes on.
     *
     * @return our side of a restart, in the same form; empty when there was none
     * @throws OfferException when the piece says nothing of ICE, or half of it
     */
    Optional<String> applyFragment(String sdpFragment) throws OfferException;

    /** Names the present credentials of ICE; another one after each restart. */
    String iceTag();

    /** Ends the session; further calls do nothing. */
    @Override
    void close();
}
