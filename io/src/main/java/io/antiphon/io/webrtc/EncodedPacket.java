package io.antiphon.io.webrtc;

import io.antiphon.io.codec.PacketEncoder;

/** The packet that an encoder group has just made; overwritten by the next one. Owned by the encoder thread. */
final class EncodedPacket {
    private final byte[] bytes = new byte[PacketEncoder.MAX_PACKET_BYTES];
    private int length;
    private long timestamp;
    private boolean afterPause;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Time of its first frame on the RTP clock of its codec. */
    long timestamp() {
        return timestamp;
    }

    /** True when the packets before it need not have been sent (RFC 3551, section 4.1: the marker bit). */
    boolean isAfterPause() {
        return afterPause;
    }

    void set(int length, long timestamp, boolean afterPause) {
        this.length = length;
        this.timestamp = timestamp;
        this.afterPause = afterPause;
    }
}
