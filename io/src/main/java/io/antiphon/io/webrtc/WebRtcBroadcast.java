package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.io.codec.EncoderInput;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.rtp.ReceptionReport;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mix and its listeners. Any thread. */
final class WebRtcBroadcast implements Broadcast, SessionMedia {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtcBroadcast.class);

    /** The ring before the encoders holds a quarter of a second. */
    private static final int RING_PART = 4;

    private final Map<String, WebRtcSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, LossWatch> losses = new ConcurrentHashMap<>();
    private final Counters<BroadcastCounter> counters = new Counters<>(BroadcastCounter.class);
    private final EncoderInput<BroadcastCounter> input;
    private final WebRtcTransport transport;
    private final FanOut fanOut;
    private final Runnable onEmpty;
    private final String name;
    private final int maxEncodings;
    private volatile boolean closed;

    WebRtcBroadcast(String name, WebRtcTransport transport, int graphRateHz, int maxEncodings, Runnable onEmpty) {
        this.name = name;
        this.transport = transport;
        this.maxEncodings = maxEncodings;
        this.onEmpty = onEmpty;
        this.input = new EncoderInput<>(graphRateHz, RING_PART, counters, BroadcastCounter.PERIODS_DROPPED);
        this.fanOut = new FanOut(name, input, counters, transport.socket(), transport.clock());
    }

    @Override
    public SinkEndpoint input() {
        return input;
    }

    @Override
    public ListenerSession join(String sdpOffer) throws OfferException, UnavailableException {
        WebRtcSession session = admitted(read(sdpOffer));
        transport.add(session);
        if (closed) {
            session.close(); // closed meanwhile
        }
        return session;
    }

    private Offer read(String sdpOffer) throws OfferException {
        Offer offer = Offer.parse(sdpOffer, transport.codecs());
        AudioCodec preferred = transport.codecs().preferred();
        if (offer.choice().codec() != preferred) {
            LOG.info(
                    "webrtc broadcast: the offer has no {}: name={} codec={}",
                    preferred.word(),
                    name,
                    offer.choice().codec().word());
        }
        return offer;
    }

    /**
     * One at a time, so that two cannot both take the last encoding. What the server itself prefers is always to be had, so
     * that those with wishes of their own keep nobody else away.
     */
    private synchronized WebRtcSession admitted(Offer offer) throws UnavailableException {
        if (isOdd(offer)) {
            Set<Encoding> odd = new HashSet<>(Set.of(offer.encoding()));
            sessions.values().stream()
                    .map(WebRtcSession::offer)
                    .filter(this::isOdd)
                    .forEach(each -> odd.add(each.encoding()));
            if (odd.size() > maxEncodings) {
                throw new UnavailableException(
                        UnavailableException.Why.TOO_MANY_ENCODINGS,
                        "The listeners of this mix have asked for " + maxEncodings
                                + " different encodings beside the usual ones, which are as many as may be.");
            }
        }
        WebRtcSession session = new WebRtcSession(transport, this, offer);
        sessions.put(session.id(), session);
        return session;
    }

    private boolean isOdd(Offer offer) {
        return !offer.choice().isUsual(transport.codecs());
    }

    /** The listener has its keys: from now on it hears. */
    @Override
    public void connected(WebRtcSession session, SrtpKeys keys) {
        fanOut.add(session, keys);
        if (!sessions.containsKey(session.id())) {
            fanOut.remove(session); // it left between
        }
    }

    /** The listener is gone. */
    @Override
    public void left(WebRtcSession session) {
        boolean last = sessions.remove(session.id()) != null && sessions.isEmpty();
        losses.remove(session.id());
        fanOut.remove(session);
        if (last) {
            onEmpty.run();
        }
    }

    /** Listeners have nothing to say. */
    @Override
    public boolean onRtp(WebRtcSession session, byte[] packet, int length) {
        return false;
    }

    /** The session notes their reports; here they tell how the listener is to be encoded for. */
    @Override
    public void onRtcp(WebRtcSession session, byte[] packet, int length) {
        if (!(session.offer().encoding() instanceof OpusSettings opus) || !opus.inbandFec()) {
            return;
        }
        for (ReceptionReport report : ReceptionReport.parse(packet, length)) {
            if (report.ssrc() == session.ssrc() && sessions.containsKey(session.id())) {
                int percent = losses.computeIfAbsent(session.id(), id -> new LossWatch())
                        .note(report.fractionLost());
                session.counters().set(ListenerCounter.FEC_PERCENT, percent);
                fanOut.change(session, opus.withLoss(percent));
                if (!sessions.containsKey(session.id())) {
                    losses.remove(session.id()); // it left between
                }
            }
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
