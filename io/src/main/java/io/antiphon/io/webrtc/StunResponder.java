package io.antiphon.io.webrtc;

import io.antiphon.io.webrtc.WebRtcCounters.Name;
import io.antiphon.io.webrtc.ice.StunBuilder;
import io.antiphon.io.webrtc.ice.StunMessage;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole of ICE-lite (RFC 8445, section 2.5): answers signed checks and notes the address they came from. What is not
 * for a session that lives, which anybody can send, costs a look at its header and its user name. Owned by the receiving
 * thread.
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

    /** Answers a check; false when the datagram was of no use. */
    boolean onDatagram(byte[] datagram, int length, InetSocketAddress from) {
        Optional<StunMessage> message = StunMessage.scan(datagram, length);
        if (message.isEmpty()) {
            return refuse(Name.GARBAGE);
        }
        if (message.get().type() != StunMessage.BINDING_REQUEST) {
            return refuse(Name.STUN_IGNORED);
        }
        return onCheck(message.get(), from);
    }

    /** The user name of a check is our fragment, a colon, theirs (RFC 8445, section 7.2.2). */
    private boolean onCheck(StunMessage check, InetSocketAddress from) {
        String username = check.username().orElse("");
        int colon = username.indexOf(':');
        if (colon < 0 || !check.hasFingerprint()) {
            return refuse(Name.STUN_NOT_AUTHENTIC);
        }
        String fragment = username.substring(0, colon);
        Optional<WebRtcSession> session = sessions.ofFragment(fragment);
        String password = session.isEmpty() ? null : session.get().ice().password(fragment);
        if (session.isEmpty() || password == null) {
            return refuse(Name.STUN_UNKNOWN_SESSION);
        }
        if (!check.isFingerprintRight()) {
            return refuse(Name.GARBAGE);
        }
        if (!check.isSignedWith(password)) {
            return refuse(Name.STUN_NOT_AUTHENTIC);
        }
        return answer(check, session.get(), fragment, password, from);
    }

    private boolean answer(
            StunMessage check, WebRtcSession session, String fragment, String password, InetSocketAddress from) {
        int[] unknown = check.unknownAttributes();
        if (unknown.length > 0) {
            StunBuilder refusal = new StunBuilder(StunMessage.BINDING_ERROR, check.transaction());
            socket.send(refusal.unknownAttributes(unknown).signed(password), from);
            return refuse(Name.STUN_IGNORED);
        }
        if (isHeldByAnother(session, from)) {
            return refuse(Name.STUN_ADDRESS_IN_USE);
        }
        IceState.Forgotten forgotten = session.onCheck(fragment, from, check.useCandidate());
        if (forgotten == null) {
            return refuse(Name.STUN_UNKNOWN_SESSION);
        }
        bind(session, from, forgotten);
        StunBuilder success = new StunBuilder(StunMessage.BINDING_SUCCESS, check.transaction());
        socket.send(success.mappedAddress(from).signed(password), from);
        counters.increment(Name.STUN_ANSWERED);
        return true;
    }

    /** Whoever has credentials of its own could send a check under the address of another, and would take its place. */
    private boolean isHeldByAnother(WebRtcSession session, InetSocketAddress from) {
        WebRtcSession holder = sessions.ofAddress(from).orElse(null);
        return holder != null && holder != session && !holder.isClosed() && holder.isCheckedNow(from);
    }

    private void bind(WebRtcSession session, InetSocketAddress from, IceState.Forgotten forgotten) {
        if (forgotten.fragment() != null) {
            sessions.unbind(forgotten.fragment(), session);
            counters.increment(Name.ICE_RESTARTS);
        }
        if (forgotten.address() != null) {
            sessions.unbind(forgotten.address(), session);
        }
        evictOther(sessions.bind(from, session));
        if (session.isClosed()) {
            sessions.remove(session); // it ended between, and must not come back by its address
        }
    }

    /** A new session at an address that the old one has not checked for long means that the old one's socket is gone: its stream must not reach the new one. */
    private void evictOther(@Nullable WebRtcSession before) {
        if (before != null) {
            counters.increment(Name.SESSIONS_EVICTED);
            before.close();
        }
    }

    private boolean refuse(Name why) {
        counters.increment(why);
        return false;
    }
}
