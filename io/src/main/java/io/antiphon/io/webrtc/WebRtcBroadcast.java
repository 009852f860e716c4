package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One mix and its listeners. Any thread. */
final class WebRtcBroadcast implements Broadcast {
    private final Map<String, WebRtcSession> sessions = new ConcurrentHashMap<>();
    private final Counters<BroadcastCounter> counters = new Counters<>(BroadcastCounter.class);
    private final BroadcastInput input = new BroadcastInput(counters);
    private final WebRtcTransport transport;
    private final FanOut fanOut;
    private final Runnable onEmpty;
    private volatile boolean closed;

    WebRtcBroadcast(String name, WebRtcTransport transport, Runnable onEmpty) {
        this.transport = transport;
        this.onEmpty = onEmpty;
        this.fanOut = new FanOut(name, input, counters, transport.socket(), transport.clock());
    }

    @Override
    public SinkEndpoint input() {
        return input;
    }

    @Override
    public ListenerSession join(String sdpOffer) throws OfferException {
        WebRtcSession session = new WebRtcSession(transport, this, Offer.parse(sdpOffer));
        sessions.put(session.id(), session);
        transport.add(session);
        if (closed) {
            session.close(); // closed meanwhile
        }
        return session;
    }

    /** The listener has its keys: from now on it hears. */
    void connected(WebRtcSession session, SrtpKeys keys) {
        fanOut.add(session, keys);
        if (!sessions.containsKey(session.id())) {
            fanOut.remove(session); // it left between
        }
    }

    /** The listener is gone. */
    void left(WebRtcSession session) {
        boolean last = sessions.remove(session.id()) != null && sessions.isEmpty();
        fanOut.remove(session);
        if (last) {
            onEmpty.run();
        }
    }

    @Override
    public Optional<ListenerSession> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public List<ListenerSession> sessions() {
        return List.copyOf(sessions.values());
    }

    @Override
    public void close() {
        closed = true;
        sessions.values().forEach(WebRtcSession::close);
    }
}
