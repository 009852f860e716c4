package io.antiphon.app.main;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.BroadcastProvider;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import java.util.List;
import java.util.Map;
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

    private final class Refusing implements Broadcast, SinkEndpoint {
        @Override
        public SinkEndpoint input() {
            return this;
        }

        @Override
        public ListenerSession join(String sdpOffer) throws OfferException {
            throw new OfferException(reason);
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
        @RealTime
        public void write(AudioBlock from, long position) {}

        @Override
        public SinkStatus status() {
            return new SinkStatus(0, Map.of());
        }

        @Override
        public void close() {}
    }
}
