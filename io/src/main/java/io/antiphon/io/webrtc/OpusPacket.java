package io.antiphon.io.webrtc;

import io.antiphon.io.codec.opus.OpusEncoder;

/** The packet that an encoder group has just made; overwritten by the next one. Owned by the encoder thread. */
final class OpusPacket {
    private final byte[] bytes = new byte[OpusEncoder.MAX_PACKET_BYTES];
    private int length;
    private long position;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Position of its first frame on the RTP clock. */
    long position() {
        return position;
    }

    void set(int length, long position) {
        this.length = length;
        this.position = position;
    }
}
