package io.antiphon.io.container;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The head of a FLAC stream (RFC 9639, section 8) of unknown length. Stateless. */
public final class FlacHead {
    private static final int STREAM_INFO_BYTES = 34;

    /** Last metadata block, of type 0. */
    private static final int LAST_STREAM_INFO = 0x80 << 24;

    private FlacHead() {}

    /** The head with that block of the encoder. */
    public static byte[] of(byte[] streamInfo) {
        if (streamInfo.length != STREAM_INFO_BYTES) {
            throw new IllegalArgumentException("streamInfo.length=" + streamInfo.length + ": 34");
        }
        return ByteBuffer.allocate(2 * Integer.BYTES + STREAM_INFO_BYTES)
                .put("fLaC".getBytes(StandardCharsets.US_ASCII))
                .putInt(LAST_STREAM_INFO | STREAM_INFO_BYTES)
                .put(streamInfo)
                .array();
    }
}
