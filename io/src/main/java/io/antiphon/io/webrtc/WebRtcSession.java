package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.PublisherSession;
import io.antiphon.io.foreign.BatchSocket;
import io.antiphon.io.rtp.ReceptionReport;
import io.antiphon.io.rtp.SenderReport;
import io.antiphon.io.webrtc.WebRtcCounters.Name;
import io.antiphon.io.webrtc.dtls.DtlsPath;
import io.antiphon.io.webrtc.srtp.RtcpProtection;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener or publisher: its ICE, DTLS and RTCP. The receiving thread calls the methods that begin with {@code on}; a virtual
 * thread of its own runs DTLS; any thread may call the others.
 */
final class WebRtcSession implements ListenerSession, PublisherSession {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtcSession.class);

    /** Consent to send ends when no check has come for so long (RFC 7675, section 5.1). */
    static final Duration CONSENT = Duration.ofSeconds(30);

    /** A client that sends heartbeats every few seconds is gone after so long, when its checks have ceased too. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** A handshake takes about ten datagrams each way, some of them twice. */
    private static final int DTLS_PER_SECOND = 100;

    /** Browsers send a report or two a second. */
    private static final int RTCP_PER_SECOND = 50;

    /** Those of a publisher: packets of 2.5 ms and as many again that come late. */
    private static final int RTP_PER_SECOND = 1_000;

    private enum State {
        NEW,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final String id = UUID.randomUUID().toString();
    private final IceState ice;
    private final RateLimit dtlsLimit;
    private final RateLimit rtcpLimit;
    private final RateLimit rtpLimit;
    private final Counters<ListenerCounter> counters = new Counters<>(ListenerCounter.class);
    private final WebRtcTransport transport;
    private final SessionMedia media;
    private final Offer offer;
    private final int ssrc;
    private final String answer;
    private final DtlsPath path;
    private volatile State state = State.NEW;
    private volatile @Nullable RtcpProtection incoming;
    private volatile @Nullable Thread dtlsThread;
    private volatile long lastHeartbeatNs;
    private volatile boolean hasHeartbeats;

    /** Candidates that the client has not asked for yet. Under the session's lock. */
    private List<Candidate> untaken;

    WebRtcSession(WebRtcTransport transport, SessionMedia media, Offer offer) {
        this.transport = transport;
        this.media = media;
        this.offer = offer;
        long nowNs = transport.clock().nowNs();
        this.ice = new IceState(
                offer.description().inherited(offer.audio(), "ice-ufrag").orElse(""), nowNs);
        this.dtlsLimit = new RateLimit(DTLS_PER_SECOND, nowNs);
        this.rtcpLimit = new RateLimit(RTCP_PER_SECOND, nowNs);
        this.rtpLimit = new RateLimit(RTP_PER_SECOND, nowNs);
        Candidates candidates = transport.socket().candidates();
        this.untaken = candidatesOf(candidates);
        UUID random = UUID.randomUUID();
        this.ssrc = (int) random.getLeastSignificantBits();
        this.answer = Answer.write(
                offer,
                new Answer.Session(random.getMostSignificantBits() >>> 1, ice.credentials(), ssrc, transport.codecs()),
                candidates,
                transport.dtls().fingerprint());
        this.path = new DtlsPath(this::sendDtls, transport.gate());
    }

    IceState ice() {
        return ice;
    }

    Offer offer() {
        return offer;
    }

    int ssrc() {
        return ssrc;
    }

    Counters<ListenerCounter> counters() {
        return counters;
    }

    /** Where media goes; null before the first valid check. */
    BatchSocket.@Nullable Destination destination() {
        return ice.destination();
    }

    boolean isClosed() {
        return state == State.CLOSED;
    }

    /** A signed check came; null when the session is over. */
    IceState.@Nullable Forgotten onCheck(String fragment, InetSocketAddress from, boolean nominated) {
        return isClosed()
                ? null
                : ice.onCheck(fragment, from, nominated, transport.clock().nowNs());
    }

    /** True when checks from that address come as they do from one that is in use. */
    boolean isCheckedNow(InetSocketAddress address) {
        return ice.isChecked(address, transport.clock().nowNs());
    }

    /** A DTLS datagram came from a proven address; the first one starts the handshake. False when it was of no use. */
    boolean onDtls(byte[] datagram, int length) {
        if (isClosed() || isTooMuch(dtlsLimit)) {
            return false;
        }
        if (!path.offer(Arrays.copyOf(datagram, length))) {
            transport.counters().increment(Name.DTLS_DROPPED);
        }
        if (dtlsThread == null) {
            advance(State.NEW, State.CONNECTING);
            dtlsThread = Thread.ofVirtual().name("webrtc-dtls").start(this::serveDtls);
        }
        return true;
    }

    /**
     * An RTCP packet came from a proven address: reception reports are noted, the rest is of no use here. False when it was
     * not the listener's.
     */
    boolean onRtcp(byte[] packet, int length) {
        if (isTooMuch(rtcpLimit)) {
            return false;
        }
        RtcpProtection protection = incoming;
        int plain = protection == null ? -1 : protection.unprotect(packet, length);
        if (plain < 0) {
            transport.counters().increment(Name.RTCP_NOT_AUTHENTIC);
            return false;
        }
        for (ReceptionReport report : ReceptionReport.parse(packet, plain)) {
            if (report.ssrc() == ssrc) {
                note(report);
            }
        }
        media.onRtcp(this, packet, plain);
        return true;
    }

    /** An RTP packet came from a proven address. False when it was of no use, as from listeners. */
    boolean onRtp(byte[] packet, int length) {
        return !isTooMuch(rtpLimit) && media.onRtp(this, packet, length);
    }

    /** Sends a datagram to where media goes; nothing before the first valid check. */
    void send(byte[] datagram, int length) {
        sendDtls(datagram, 0, length);
    }

    private boolean isTooMuch(RateLimit limit) {
        boolean tooMuch = !limit.passes(transport.clock().nowNs());
        if (tooMuch) {
            transport.counters().increment(Name.TOO_MANY_OF_ONE);
        }
        return tooMuch;
    }

    private void note(ReceptionReport report) {
        counters.increment(ListenerCounter.REPORTS_RECEIVED);
        counters.set(ListenerCounter.PACKETS_LOST, report.cumulativeLost());
        counters.set(ListenerCounter.FRACTION_LOST, report.fractionLost());
        counters.set(
                ListenerCounter.JITTER_US,
                report.jitter() * 1_000_000 / offer.encoding().clockRateHz());
        long roundTripUs = report.roundTripUs(SenderReport.ntp(Instant.now()));
        if (roundTripUs >= 0) {
            counters.set(ListenerCounter.ROUND_TRIP_US, roundTripUs);
        }
    }

    private void serveDtls() {
        try {
            transport.dtls().serve(path, offer.fingerprint(), this::connected);
        } catch (IOException | RuntimeException e) {
            transport.counters().increment(Name.HANDSHAKES_FAILED);
            LOG.debug("webrtc: a handshake failed: {}", e.toString());
        } finally {
            close();
        }
    }

    private void connected(SrtpKeys keys) {
        transport.counters().increment(Name.HANDSHAKES_COMPLETED);
        incoming = RtcpProtection.of(keys.profile(), keys.client());
        if (advance(State.CONNECTING, State.CONNECTED)) {
            media.connected(this, keys);
        }
    }

    private void sendDtls(byte[] datagram, int offset, int length) {
        BatchSocket.Destination to = destination();
        if (to != null) {
            transport.socket().send(ByteBuffer.wrap(datagram, offset, length), to.address());
        }
    }

    /** True when it has to be ended: no consent any more, or neither checks nor the heartbeats it once had. */
    boolean isSilent(long nowNs) {
        long sinceCheckNs = nowNs - ice.lastCheckNs();
        return sinceCheckNs >= CONSENT.toNanos()
                || (hasHeartbeats
                        && sinceCheckNs >= HEARTBEAT.toNanos()
                        && nowNs - lastHeartbeatNs >= HEARTBEAT.toNanos());
    }

    /** Waits until DTLS has said goodbye, at most so long. */
    void awaitGoodbye(Duration atMost) {
        Thread thread = dtlsThread;
        try {
            if (thread != null && !thread.join(atMost)) {
                transport.counters().increment(Name.SEND_FAILED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String sdpAnswer() {
        return answer;
    }

    /** Only counted: an ICE-lite side learns addresses from checks. */
    @Override
    public synchronized void addRemoteCandidate(String candidate) {
        counters.increment(ListenerCounter.REMOTE_CANDIDATES);
    }

    @Override
    public synchronized Optional<String> applyFragment(String sdpFragment) throws OfferException {
        IceFragment piece = IceFragment.parse(sdpFragment);
        if (!piece.saysSomething()) {
            throw new OfferException("The body has neither a=ice-ufrag nor a=candidate lines, one of which is needed.");
        }
        counters.add(ListenerCounter.REMOTE_CANDIDATES, piece.candidates().size());
        String fragment = piece.fragment();
        if (fragment == null || !ice.isRestart(fragment)) {
            return Optional.empty();
        }
        if (piece.password() == null) {
            throw new OfferException("The body has an a=ice-ufrag that is new and no a=ice-pwd, which goes with it.");
        }
        return Optional.of(restart(fragment));
    }

    /** Media goes on while the listener proves its new credentials. */
    private String restart(String fragment) {
        String unused = ice.restart(fragment);
        if (unused != null) {
            transport.sessions().unbind(unused, this);
        }
        Candidates candidates = transport.socket().candidates();
        untaken = candidatesOf(candidates);
        IceCredentials credentials = ice.credentials();
        transport.sessions().bind(credentials.fragment(), this);
        if (isClosed()) {
            transport.remove(this); // closed meanwhile
        }
        return IceFragment.answer(credentials, mid(), candidates);
    }

    @Override
    public String iceTag() {
        return id.substring(0, 8) + "-" + ice.generation();
    }

    @Override
    public synchronized List<Candidate> takeCandidates() {
        List<Candidate> taken = untaken;
        untaken = List.of();
        return taken;
    }

    private List<Candidate> candidatesOf(Candidates candidates) {
        return candidates.lines().stream()
                .map(line -> new Candidate("candidate:" + line, mid()))
                .toList();
    }

    private String mid() {
        return offer.audio().value("mid").orElse("0");
    }

    @Override
    public synchronized void heartbeat() {
        counters.increment(ListenerCounter.HEARTBEATS);
        lastHeartbeatNs = transport.clock().nowNs();
        hasHeartbeats = true;
    }

    @Override
    public ListenerStatus status() {
        BatchSocket.Destination to = destination();
        String address = to == null ? "" : spoken(to.address());
        String word = switch (state) {
            case NEW -> "new";
            case CONNECTING -> "connecting";
            case CONNECTED -> "connected";
            case CLOSED -> "closed";
        };
        return new ListenerStatus(word, offer.encoding().describe(), address, counters.snapshot());
    }

    /** RFC 3986, section 3.2.2: an IPv6 address stands in brackets. */
    private static String spoken(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private synchronized boolean advance(State from, State to) {
        if (state != from) {
            return false;
        }
        state = to;
        return true;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
        }
        transport.remove(this);
        path.end();
        media.left(this);
    }
}
