package io.antiphon.io.webrtc;

/** What is counted of a published stream, since its source was opened; written under the lock of who publishes it. */
enum PublicationCounter {
    /** RTP packets of the publisher. */
    PACKETS,
    /** Frames of packets that came. */
    FRAMES,
    /** Packets that never came, or too late. */
    LOST,
    /** Packets that came after a later one and were put in order. */
    REORDERED,
    /** Packets that came twice, or after their turn. */
    DISCARDED,
    /** Packets that are not Opus. */
    NOT_OPUS,
    /** Packets that are not authentic, or of another kind than was agreed. */
    REFUSED,
    /** Frames of lost packets that the next packet carried once more. */
    REPAIRED_FRAMES,
    /** Frames of lost packets that were invented. */
    INVENTED_FRAMES,
    /** Jitter of the publisher's packets, in µs. */
    JITTER_US,
    /** Receiver reports sent. */
    REPORTS_SENT,
    /** Times that somebody began to publish. */
    PUBLISHERS
}
