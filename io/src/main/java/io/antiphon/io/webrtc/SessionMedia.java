package io.antiphon.io.webrtc;

import io.antiphon.io.webrtc.srtp.SrtpKeys;

/** What a session carries, once it is connected: a broadcast's sound out, or a publisher's in. */
interface SessionMedia {
    /** The session has its keys. The session's DTLS thread. */
    void connected(WebRtcSession session, SrtpKeys keys);

    /** The session is over. Any thread. */
    void left(WebRtcSession session);

    /** An RTP packet came from a proven address. False when it was of no use. The receiving thread. */
    boolean onRtp(WebRtcSession session, byte[] packet, int length);

    /** An authentic RTCP packet came. The receiving thread. */
    void onRtcp(WebRtcSession session, byte[] packet, int length);
}
