package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.Map;

/** One listener of a {@link Broadcast}. Ends by {@link #close}, by the far end's goodbye or when it falls silent. Any thread. */
public interface ListenerSession extends OfferedSession {
    /** Candidates of this server that were not asked for yet: all of them once, and again after a restart of ICE. */
    List<Candidate> takeCandidates();

    /** Notes that the client has said it is alive. */
    void heartbeat();

    /** What is known about it now. */
    ListenerStatus status();

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
