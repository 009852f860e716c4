package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.Optional;

/** One mix on the air for any number of listeners; one encode serves all that asked for equal parameters. Any thread. */
public interface Broadcast extends AutoCloseable {
    /** The tap's far end: what the graph writes here is what listeners hear. */
    SinkEndpoint input();

    /**
     * Lets a listener join by an SDP offer (RFC 8866, RFC 8829).
     *
     * @return the session, whose answer is complete: it holds all candidates of this server
     * @throws OfferException when the offer cannot be understood or has nothing that this server can send
     */
    ListenerSession join(String sdpOffer) throws OfferException;

    /** The session with that identity, if it still lives. */
    Optional<ListenerSession> session(String id);

    /** All sessions that live now. */
    List<ListenerSession> sessions();

    /** Ends all sessions and lets go of everything. */
    @Override
    void close();

    /** An offer that cannot be answered; the message is a sentence for the client's developer. */
    final class OfferException extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param message what is wrong with the offer and what is allowed */
        public OfferException(String message) {
            super(message);
        }
    }
}
