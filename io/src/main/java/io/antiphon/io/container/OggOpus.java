package io.antiphon.io.container;

import io.antiphon.io.container.OggPages.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Opus in Ogg (RFC 7845): two pages that every listener gets first, then pages of packets that all share. A listener who
 * joins later begins at a position other than 0, which section 4.3 allows. Owned by one thread.
 */
public final class OggOpus {
    /** Bytes of the identification header with channel mapping family 0 (section 5.1). */
    private static final int HEAD_BYTES = 19;

    private static final int SAMPLE_RATE_HZ = 48_000;

    private final OggPages pages;
    private final byte[] head;
    private long frames;

    /**
     * @param serial number of the logical stream
     * @param channels 1 or 2
     * @param preSkipFrames frames that a decoder throws away at the beginning
     */
    public OggOpus(int serial, int channels, int preSkipFrames) {
        this.pages = new OggPages(serial);
        byte[] first = pages.page(Kind.FIRST, 0, List.of(identification(channels, preSkipFrames)));
        byte[] second = pages.page(Kind.MIDDLE, 0, List.of(comment()));
        head = ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /** What a listener gets first. */
    public byte[] head() {
        return head;
    }

    /** A page of whole packets, at most {@link OggPages#MAX_PAGE_SEGMENTS} segments together. */
    public byte[] page(List<byte[]> packets, int framesOfAll) {
        frames += framesOfAll;
        return pages.page(Kind.MIDDLE, frames, packets);
    }

    private static byte[] identification(int channels, int preSkipFrames) {
        return ByteBuffer.allocate(HEAD_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) preSkipFrames)
                .putInt(SAMPLE_RATE_HZ)
                .putShort((short) 0)
                .put((byte) 0)
                .array();
    }

    private static byte[] comment() {
        byte[] vendor = "Antiphon".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + Integer.BYTES + vendor.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }
}
