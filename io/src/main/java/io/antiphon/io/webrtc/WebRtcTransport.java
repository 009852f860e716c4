package io.antiphon.io.webrtc;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.foreign.MediaThread;
import io.antiphon.io.rtp.RtpHeader;
import io.antiphon.io.webrtc.WebRtcCounters.Name;
import io.antiphon.io.webrtc.dtls.DtlsServer;
import io.antiphon.io.webrtc.dtls.HandshakeGate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP port for all sessions. Its receiving thread tells STUN, DTLS and RTCP apart by the first byte (RFC 7983) and
 * hands each datagram to its session; its sweeping thread ends sessions that have fallen silent. Any thread may add
 * sessions.
 */
final class WebRtcTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtcTransport.class);
    private static final int MAX_DATAGRAM_BYTES = 2_048;
    private static final long SWEEP_NS = Duration.ofSeconds(1).toNanos();

    /** After so many datagrams of no use in a row, others have their turn on the processor. */
    private static final int USELESS_RUN = 32;

    private static final Duration GOODBYE_TIME = Duration.ofMillis(500);

    private final Clock clock;
    private final DtlsServer dtls;
    private final HandshakeGate gate;
    private final WebRtcCounters counters = new WebRtcCounters();
    private final SessionIndex sessions = new SessionIndex();
    private final MediaSocket socket;
    private final StunResponder stun;
    private final CodecPreferences codecs;

    WebRtcTransport(WebRtcSettings settings, DtlsServer dtls, HandshakeGate gate, Clock clock)
            throws EndpointException {
        this.clock = clock;
        this.dtls = dtls;
        this.gate = gate;
        this.codecs = settings.codecs();
        this.socket = new MediaSocket(settings, counters, clock);
        this.stun = new StunResponder(sessions, socket, counters);
    }

    /** Starts its two threads. */
    void start() {
        Thread.ofPlatform().name("webrtc-in").daemon().start(this::receive);
        Thread.ofVirtual().name("webrtc-sweep").start(this::sweep);
    }

    MediaSocket socket() {
        return socket;
    }

    /** What listeners are sent. */
    CodecPreferences codecs() {
        return codecs;
    }

    DtlsServer dtls() {
        return dtls;
    }

    HandshakeGate gate() {
        return gate;
    }

    Clock clock() {
        return clock;
    }

    WebRtcCounters counters() {
        return counters;
    }

    /** Lets a session be found. One that has ended before, since what it belongs to was closed, is not kept. */
    void add(WebRtcSession session) {
        sessions.add(session);
        if (session.isClosed()) {
            sessions.remove(session);
        }
    }

    void remove(WebRtcSession session) {
        sessions.remove(session);
    }

    /** The sessions of the port, and what they are found by. */
    SessionIndex sessions() {
        return sessions;
    }

    private void receive() {
        MediaThread place = new MediaThread();
        ByteBuffer in = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
        byte[] datagram = new byte[MAX_DATAGRAM_BYTES];
        int useless = 0;
        while (socket.isOpen()) {
            try {
                in.clear();
                InetSocketAddress from = socket.receive(in);
                int length = in.flip().remaining();
                in.get(datagram, 0, length);
                useless = onDatagram(datagram, length, from) ? 0 : useless + 1;
                if (useless >= USELESS_RUN) {
                    useless = 0;
                    LockSupport.parkNanos(1); // a flood must not take from the encoders the processor that they share
                }
                place.onTurn();
            } catch (RuntimeException e) {
                LOG.error("webrtc: a datagram showed a fault of this program; it is dropped", e);
            } catch (IOException e) {
                counters.increment(
                        Name.GARBAGE); // what the system reports of an earlier datagram; closed ends the loop
            }
        }
    }

    /** Hands a datagram on; false when it was of no use to anybody. */
    private boolean onDatagram(byte[] datagram, int length, InetSocketAddress from) {
        counters.increment(Name.DATAGRAMS_RECEIVED);
        int first = length == 0 ? -1 : datagram[0] & 0xFF;
        if (first >= 0 && first <= 3) {
            return stun.onDatagram(datagram, length, from);
        }
        if ((first >= 20 && first <= 63) || (first >= 128 && first <= 191)) {
            Optional<WebRtcSession> session = sessions.ofAddress(from);
            if (session.isPresent()) {
                return onMedia(session.get(), datagram, length);
            }
            counters.increment(Name.UNKNOWN_ADDRESS);
            return false;
        }
        counters.increment(Name.GARBAGE);
        return false;
    }

    private boolean onMedia(WebRtcSession session, byte[] datagram, int length) {
        if ((datagram[0] & 0x80) == 0) {
            return session.onDtls(datagram, length);
        }
        if (RtpHeader.isRtcp(datagram, length)) {
            return session.onRtcp(datagram, length);
        }
        boolean useful = session.onRtp(datagram, length);
        if (!useful) {
            counters.increment(Name.RTP_IGNORED);
        }
        return useful;
    }

    private void sweep() {
        long dueNs = clock.nowNs() + SWEEP_NS;
        while (socket.isOpen()) {
            clock.awaitUntil(dueNs);
            dueNs = clock.nowNs() + SWEEP_NS;
            for (WebRtcSession session : sessions.all()) {
                if (session.isSilent(clock.nowNs())) {
                    counters.increment(Name.SESSIONS_EXPIRED);
                    end(session);
                }
            }
        }
    }

    /** One that cannot be ended does not keep the others. */
    private static void end(WebRtcSession session) {
        try {
            session.close();
        } catch (RuntimeException e) {
            LOG.error("webrtc: a session did not end", e);
        }
    }

    /** Ends all sessions, gives their goodbyes a moment to leave, and closes the port. */
    @Override
    public void close() {
        List<WebRtcSession> all = sessions.all();
        all.forEach(WebRtcSession::close);
        long deadlineNs = System.nanoTime() + GOODBYE_TIME.toNanos();
        for (WebRtcSession session : all) {
            session.awaitGoodbye(Duration.ofNanos(Math.max(0, deadlineNs - System.nanoTime())));
        }
        socket.close();
    }
}
