package io.antiphon.io.container;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** AAC-LC frames that say themselves what they are (ISO/IEC 13818-7, section 6.2), and segments of them. Stateless. */
public final class Adts {
    /** Bytes before each frame. */
    public static final int HEADER_BYTES = 7;

    private static final int STEREO = 2;

    /** Index of 48000 in the table of sampling frequencies. */
    private static final int RATE_INDEX_48000 = 3;

    /** Profile 1, low complexity, in the two bits of the header. */
    private static final int LOW_COMPLEXITY = 1;

    private static final int CLOCK_HZ = 90_000;
    private static final long CLOCK_MASK = (1L << 33) - 1;

    private Adts() {}

    /** A stereo frame at 48 kHz with its header. */
    public static byte[] frame(byte[] packet) {
        int length = HEADER_BYTES + packet.length;
        byte[] frame = new byte[length];
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) 0xF1; // MPEG-4, no checksum
        frame[2] = (byte) (LOW_COMPLEXITY << 6 | RATE_INDEX_48000 << 2 | STEREO >> 2);
        frame[3] = (byte) ((STEREO & 3) << 6 | length >> 11);
        frame[4] = (byte) (length >> 3);
        frame[5] = (byte) ((length & 7) << 5 | 0x1F); // fullness 0x7FF: variable bit rate
        frame[6] = (byte) 0xFC;
        System.arraycopy(packet, 0, frame, HEADER_BYTES, packet.length);
        return frame;
    }

    /**
     * What a segment of an HTTP Live Stream begins with: an ID3 tag that says when it plays (RFC 8216, section 3.4).
     *
     * @param positionFrames first frame of the segment
     */
    public static byte[] timestamp(long positionFrames, int sampleRateHz) {
        byte[] owner = "com.apple.streaming.transportStreamTimestamp\0".getBytes(StandardCharsets.US_ASCII);
        int content = owner.length + Long.BYTES;
        int frame = 10 + content;
        return ByteBuffer.allocate(10 + frame)
                .put("ID3".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 4)
                .put((byte) 0)
                .put((byte) 0)
                .putInt(frame) // below 128, where a size of seven bits an octet is the number itself
                .put("PRIV".getBytes(StandardCharsets.US_ASCII))
                .putInt(content)
                .putShort((short) 0)
                .put(owner)
                .putLong(positionFrames * CLOCK_HZ / sampleRateHz & CLOCK_MASK)
                .array();
    }
}
