package io.antiphon.io.webrtc;

/** What is counted for each listener. */
enum ListenerCounter {
    /** Written by the encoder thread: RTP packets sent. */
    PACKETS_SENT,
    /** Written by the encoder thread: bytes of encoded sound sent. */
    BYTES_SENT,
    /** Written by the encoder thread: sender reports sent. */
    REPORTS_SENT,
    /** Written by the receiving thread: receiver reports that came. */
    REPORTS_RECEIVED,
    /** Written by the receiving thread: packets that the listener has missed. */
    PACKETS_LOST,
    /** Written by the receiving thread: loss between its last two reports, in 1/256. */
    FRACTION_LOST,
    /** Written by the receiving thread: loss in percent that its packets are prepared for (FEC); 0 for none. */
    FEC_PERCENT,
    /** Written by the receiving thread: jitter that the listener sees, in µs. */
    JITTER_US,
    /** Written by the receiving thread: round trip, in µs. */
    ROUND_TRIP_US,
    /** Written under the session's lock: candidates of the listener, none of which is needed. */
    REMOTE_CANDIDATES,
    /** Written under the session's lock: signs of life by the signalling. */
    HEARTBEATS
}
