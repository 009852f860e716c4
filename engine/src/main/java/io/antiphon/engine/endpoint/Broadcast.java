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
     * @throws UnavailableException when the offer is right and yet nobody can be let in so
     */
    ListenerSession join(String sdpOffer) throws OfferException, UnavailableException;

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

    /** An offer that is right but cannot be served; the message is a sentence for the listener. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final Why why;

        /** @param message what is the matter and what helps */
        public UnavailableException(Why why, String message) {
            super(message);
            this.why = why;
        }

        /** Why it cannot be served. */
        public Why why() {
            return why;
        }

        /** Why an offer cannot be served. */
        public enum Why {
            /** This server cannot let anybody listen until it is started otherwise. */
            NOBODY_CAN_LISTEN,
            /** As many encodings of this mix as may be are on the air; one of them may be asked for. */
            TOO_MANY_ENCODINGS
        }
    }
}
