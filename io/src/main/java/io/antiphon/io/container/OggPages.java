package io.antiphon.io.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Makes the pages of one logical Ogg stream (RFC 3533, section 6), each with whole packets. Owned by one thread. */
public final class OggPages {
    /** Most lacing values of a page. */
    public static final int MAX_PAGE_SEGMENTS = 255;

    private static final int HEADER_BYTES = 27;
    private static final int CHECKSUM_AT = 22;
    private static final int SEGMENT_BYTES = 255;

    /** x³² + x²⁶ + x²³ + x²² + x¹⁶ + x¹² + x¹¹ + x¹⁰ + x⁸ + x⁷ + x⁵ + x⁴ + x² + x + 1. */
    private static final int POLYNOMIAL = 0x04C1_1DB7;

    private static final int TOP_OCTET = Integer.SIZE - Byte.SIZE;

    private static final int[] TABLE = table();

    private final int serial;
    private int sequence;

    /** @param serial number of the logical stream */
    public OggPages(int serial) {
        this.serial = serial;
    }

    /** Segments that a packet takes. */
    public static int segments(int packetBytes) {
        return packetBytes / SEGMENT_BYTES + 1;
    }

    /**
     * The next page.
     *
     * @param position granule position: that of the end of its last packet
     * @param packets whole packets, at most {@link #MAX_PAGE_SEGMENTS} segments together
     */
    public byte[] page(Kind kind, long position, List<byte[]> packets) {
        int segments = 0;
        int bytes = 0;
        for (byte[] packet : packets) {
            segments += segments(packet.length);
            bytes += packet.length;
        }
        if (segments > MAX_PAGE_SEGMENTS) {
            throw new IllegalArgumentException("segments=" + segments + ": at most " + MAX_PAGE_SEGMENTS);
        }
        ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES + segments + bytes).order(ByteOrder.LITTLE_ENDIAN);
        page.put((byte) 'O').put((byte) 'g').put((byte) 'g').put((byte) 'S').put((byte) 0);
        page.put(kind.flags).putLong(position).putInt(serial).putInt(sequence++).putInt(0);
        page.put((byte) segments);
        for (byte[] packet : packets) {
            for (int left = packet.length; left >= SEGMENT_BYTES; left -= SEGMENT_BYTES) {
                page.put((byte) SEGMENT_BYTES);
            }
            page.put((byte) (packet.length % SEGMENT_BYTES));
        }
        packets.forEach(page::put);
        page.putInt(CHECKSUM_AT, checksum(page.array()));
        return page.array();
    }

    /** Without reflection, beginning with 0, over the page with a checksum of 0. */
    static int checksum(byte[] page) {
        int crc = 0;
        for (byte octet : page) {
            crc = (crc << Byte.SIZE) ^ TABLE[(crc >>> TOP_OCTET) ^ (octet & 0xFF)];
        }
        return crc;
    }

    private static int[] table() {
        int[] table = new int[1 << Byte.SIZE];
        for (int i = 0; i < table.length; i++) {
            int crc = i << TOP_OCTET;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = crc < 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
            table[i] = crc;
        }
        return table;
    }

    /** Where in its stream a page is. */
    public enum Kind {
        /** The very first. */
        FIRST(2),
        /** Any other. */
        MIDDLE(0);

        private final byte flags;

        Kind(int flags) {
            this.flags = (byte) flags;
        }
    }
}
