package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.PublisherSession;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One listener or publisher: its ICE, DTLS and RTCP. The receiving thread calls the methods that begin with {@code on}; a virtual
 * thread of its own runs DTLS; any thread may call the others.
 */
final class WebRtcSession implements ListenerSession, PublisherSession {
    /** Consent to send ends when no check has come for so long (RFC 7675, section 5.1). */
    static final Duration CONSENT = Duration.ofSeconds(30);

    /** A client that sends heartbeats every few seconds is gone after so long, when its checks have ceased too. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int MAX_ADDRESSES = 16;

    private enum State {
        NEW,
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final String id = UUID.randomUUID().toString();
    private final IceCredentials credentials = IceCredentials.random();
    private final Set<InetSocketAddress> addresses = ConcurrentHashMap.newKeySet();
    private final Counters<ListenerCounter> counters = new Counters<>(ListenerCounter.class);
    private final WebRtcTransport transport;
    private final SessionMedia media;
    private final Offer offer;
    private final int ssrc;
    private final String answer;
    private final DtlsPath path;
    private volatile State state = State.NEW;
    private volatile @Nullable InetSocketAddress remote;
    private volatile @Nullable RtcpProtection incoming;
    private volatile @Nullable Thread dtlsThread;
    private volatile long lastCheckNs;
    private volatile long lastHeartbeatNs;
    private volatile boolean hasHeartbeats;

    WebRtcSession(WebRtcTransport transport, SessionMedia media, Offer offer) {
        this.transport = transport;
        this.media = media;
        this.offer = offer;
        UUID random = UUID.randomUUID();
        this.ssrc = (int) random.getLeastSignificantBits();
        this.answer = Answer.write(
                offer,
                new Answer.Session(random.getMostSignificantBits() >>> 1, credentials, ssrc, transport.codecs()),
                transport.socket().candidates(),
                transport.dtls().fingerprint());
        this.path = new DtlsPath(this::sendDtls, transport.gate());
        this.lastCheckNs = transport.clock().nowNs();
    }

    IceCredentials credentials() {
        return credentials;
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
    @Nullable
    InetSocketAddress remote() {
        return remote;
    }

    Set<InetSocketAddress> provenAddresses() {
        return addresses;
    }

    /**
     * A signed check came. The first one picks the address of the media, and each nomination again (RFC 8445, section
     * 7.3.1.5).
     *
     * @return false when the session is over
     */
    boolean onCheck(InetSocketAddress from, boolean nominated) {
        if (state == State.CLOSED || (!addresses.contains(from) && addresses.size() >= MAX_ADDRESSES)) {
            return false;
        }
        addresses.add(from);
        lastCheckNs = transport.clock().nowNs();
        if (remote == null || nominated) {
            remote = from;
        }
        return true;
    }

    /** A DTLS datagram came from a proven address; the first one starts the handshake. */
    void onDtls(byte[] datagram) {
        if (state == State.CLOSED) {
            return;
        }
        if (!path.offer(datagram)) {
            transport.counters().increment(Name.DTLS_DROPPED);
        }
        if (dtlsThread == null) {
            advance(State.NEW, State.CONNECTING);
            dtlsThread = Thread.ofVirtual().name("webrtc-dtls").start(this::serveDtls);
        }
    }

    /** An RTCP packet came from a proven address: reception reports are noted, the rest is of no use here. */
    void onRtcp(byte[] packet, int length) {
        RtcpProtection protection = incoming;
        int plain = protection == null ? -1 : protection.unprotect(packet, length);
        if (plain < 0) {
            transport.counters().increment(Name.RTCP_NOT_AUTHENTIC);
            return;
        }
        for (ReceptionReport report : ReceptionReport.parse(packet, plain)) {
            if (report.ssrc() == ssrc) {
                note(report);
            }
        }
        media.onRtcp(this, packet, plain);
    }

    /** An RTP packet came from a proven address; from listeners it is of no use. */
    void onRtp(byte[] packet, int length) {
        if (!media.onRtp(this, packet, length)) {
            transport.counters().increment(Name.RTP_IGNORED);
        }
    }

    /** Sends a datagram to where media goes; nothing before the first valid check. */
    void send(byte[] datagram, int length) {
        sendDtls(datagram, 0, length);
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
        } catch (IOException e) {
            transport.counters().increment(Name.HANDSHAKES_FAILED);
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
        InetSocketAddress to = remote;
        if (to != null) {
            transport.socket().send(ByteBuffer.wrap(datagram, offset, length), to);
        }
    }

    /** True when it has to be ended: no consent any more, or neither checks nor the heartbeats it once had. */
    boolean isSilent(long nowNs) {
        long sinceCheckNs = nowNs - lastCheckNs;
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
    public synchronized void heartbeat() {
        counters.increment(ListenerCounter.HEARTBEATS);
        lastHeartbeatNs = transport.clock().nowNs();
        hasHeartbeats = true;
    }

    @Override
    public ListenerStatus status() {
        InetSocketAddress to = remote;
        String address = to == null ? "" : to.getAddress().getHostAddress() + ":" + to.getPort();
        String word = switch (state) {
            case NEW -> "new";
            case CONNECTING -> "connecting";
            case CONNECTED -> "connected";
            case CLOSED -> "closed";
        };
        return new ListenerStatus(word, offer.encoding().describe(), address, counters.snapshot());
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
