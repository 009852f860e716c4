package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import java.util.Map;

/** What has happened on the WebRTC port since it was opened. Any thread; never the render thread. */
public final class WebRtcCounters {
    /** What is counted. */
    public enum Name {
        /** Datagrams that came. */
        DATAGRAMS_RECEIVED,
        /** Datagrams that are no STUN, DTLS or RTCP, or are cut off. */
        GARBAGE,
        /** STUN messages without fingerprint or signature, or with wrong ones. */
        STUN_NOT_AUTHENTIC,
        /** Signed checks for a session that is not there. */
        STUN_UNKNOWN_SESSION,
        /** STUN messages that are no check. */
        STUN_IGNORED,
        /** Checks that were answered. */
        STUN_ANSWERED,
        /** DTLS or RTCP from an address that no check has proven. */
        UNKNOWN_ADDRESS,
        /** DTLS datagrams that a session had no room for. */
        DTLS_DROPPED,
        /** Datagrams of one session beyond what a listener ever has to say. */
        TOO_MANY_OF_ONE,
        /** Handshakes that ended with keys. */
        HANDSHAKES_COMPLETED,
        /** Handshakes that failed: wrong certificate, no common profile, no answer in time. */
        HANDSHAKES_FAILED,
        /** RTCP packets that are not authentic. */
        RTCP_NOT_AUTHENTIC,
        /** RTP packets from listeners, who have nothing to say, and from publishers what cannot be theirs. */
        RTP_IGNORED,
        /** Signed checks from an address at which another session lives: forged, or much too early. */
        STUN_ADDRESS_IN_USE,
        /** Sessions that were ended because their listener fell silent. */
        SESSIONS_EXPIRED,
        /** Restarts of ICE that were completed: a check bore the new credentials. */
        ICE_RESTARTS,
        /** Sessions that were ended because a new one came from their address. */
        SESSIONS_EVICTED,
        /** Datagrams that the system refused to send. */
        SEND_FAILED
    }

    private final Counters<Name> counters = new Counters<>(Name.class);

    void increment(Name name) {
        add(name, 1);
    }

    synchronized void add(Name name, int amount) {
        counters.add(name, amount);
    }

    /** Value of one counter. */
    public long get(Name name) {
        return counters.get(name);
    }

    /** All values by name. */
    public Map<String, Long> snapshot() {
        return counters.snapshot();
    }
}
