package io.antiphon.engine.endpoint;

import io.antiphon.engine.endpoint.Broadcast.OfferException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One listener of a {@link Broadcast}. Ends by {@link #close}, by the far end's goodbye or when it falls silent. Any thread. */
public interface ListenerSession extends AutoCloseable {
    /** Random UUID, version 4. */
    String id();

    /** The answer to the listener's offer. */
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

    /** Candidates of this server that were not asked for yet: all of them once, and again after a restart of ICE. */
    List<Candidate> takeCandidates();

    /** Notes that the client has said it is alive. */
    void heartbeat();

    /** What is known about it now. */
    ListenerStatus status();

    /** Ends the session; further calls do nothing. */
    @Override
    void close();

    /**
     * An address at which this server can be reached.
     *
     * @param line {@code candidate:…}, as in SDP
     * @param mid of the section it belongs to
     */
    record Candidate(String line, String mid) {}

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
