package io.antiphon.io.webrtc;

import io.antiphon.io.webrtc.WebRtcCounters.Name;
import io.antiphon.io.webrtc.ice.StunBuilder;
import io.antiphon.io.webrtc.ice.StunMessage;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole of ICE-lite (RFC 8445, section 2.5): answers signed checks and notes the address they came from. Owned by the
 * receiving thread.
 */
final class StunResponder {
    private final SessionIndex sessions;
    private final MediaSocket socket;
    private final WebRtcCounters counters;

    StunResponder(SessionIndex sessions, MediaSocket socket, WebRtcCounters counters) {
        this.sessions = sessions;
        this.socket = socket;
        this.counters = counters;
    }

    void onDatagram(byte[] datagram, int length, InetSocketAddress from) {
        Optional<StunMessage> message = StunMessage.parse(datagram, length);
        if (message.isEmpty()) {
            counters.increment(Name.GARBAGE);
        } else if (message.get().type() != StunMessage.BINDING_REQUEST) {
            counters.increment(Name.STUN_IGNORED);
        } else {
            onCheck(message.get(), from);
        }
    }

    /** The user name of a check is our fragment, a colon, theirs (RFC 8445, section 7.2.2). */
    private void onCheck(StunMessage check, InetSocketAddress from) {
        String username = check.username().orElse("");
        int colon = username.indexOf(':');
        Optional<WebRtcSession> session =
                colon < 0 ? Optional.empty() : sessions.ofFragment(username.substring(0, colon));
        if (colon < 0 || !check.hasFingerprint()) {
            counters.increment(Name.STUN_NOT_AUTHENTIC);
        } else if (session.isEmpty()) {
            counters.increment(Name.STUN_UNKNOWN_SESSION);
        } else if (!check.isSignedWith(session.get().credentials().password())) {
            counters.increment(Name.STUN_NOT_AUTHENTIC);
        } else {
            answer(check, session.get(), from);
        }
    }

    private void answer(StunMessage check, WebRtcSession session, InetSocketAddress from) {
        String password = session.credentials().password();
        int[] unknown = check.unknownAttributes();
        if (unknown.length > 0) {
            StunBuilder refusal = new StunBuilder(StunMessage.BINDING_ERROR, check.transaction());
            socket.send(refusal.unknownAttributes(unknown).signed(password), from);
            counters.increment(Name.STUN_IGNORED);
            return;
        }
        if (!session.onCheck(from, check.useCandidate())) {
            counters.increment(Name.STUN_UNKNOWN_SESSION);
            return;
        }
        evictOther(sessions.bind(from, session));
        StunBuilder success = new StunBuilder(StunMessage.BINDING_SUCCESS, check.transaction());
        socket.send(success.mappedAddress(from).signed(password), from);
        counters.increment(Name.STUN_ANSWERED);
    }

    /** A new session at an address means that the old one's socket is gone: its stream must not reach the new one. */
    private void evictOther(@Nullable WebRtcSession before) {
        if (before != null) {
            counters.increment(Name.SESSIONS_EVICTED);
            before.close();
        }
    }
}
