package io.antiphon.app.main;

import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.DiscardingSink;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.SinkEndpoint;
import java.util.List;
import java.util.Optional;

/**
 * Stands in where browsers cannot listen, and tells each who tries why.
 *
 * @param reason sentence for the listener
 */
record NoBroadcasts(String reason) implements BroadcastProvider {
    @Override
    public Broadcast open(String name, Runnable onEmpty) {
        return new Refusing();
    }

    private final class Refusing implements Broadcast {
        private final SinkEndpoint input = new DiscardingSink();

        @Override
        public SinkEndpoint input() {
            return input;
        }

        @Override
        public ListenerSession join(String sdpOffer) throws UnavailableException {
            throw new UnavailableException(UnavailableException.Why.NOBODY_CAN_LISTEN, reason);
        }

        @Override
        public Optional<ListenerSession> session(String id) {
            return Optional.empty();
        }

        @Override
        public List<ListenerSession> sessions() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
