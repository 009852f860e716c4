package io.antiphon.io.rtp;

/** The fixed header of an RTP packet (RFC 3550, section 5.1). Knows bytes only. Stateless; any thread. */
public final class RtpHeader {
    /** Bytes of a header without contributing sources and extension. */
    public static final int LENGTH = 12;

    private static final int VERSION_2 = 0x80;

    private RtpHeader() {}

    /** Writes a header at the start of {@code into}. */
    public static void write(byte[] into, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
        into[0] = (byte) VERSION_2;
        into[1] = (byte) ((payloadType & 0x7F) | (marker ? 0x80 : 0));
        Bytes.put16(into, 2, sequence);
        Bytes.put32(into, 4, timestamp);
        Bytes.put32(into, 8, ssrc);
    }

    /** Bytes before the payload with contributing sources and extension; −1 when this is no RTP packet. */
    public static int length(byte[] packet, int packetLength) {
        if (packetLength < LENGTH || (packet[0] & 0xC0) != VERSION_2) {
            return -1;
        }
        int length = LENGTH + 4 * (packet[0] & 0x0F);
        if ((packet[0] & 0x10) != 0) {
            if (packetLength < length + 4) {
                return -1;
            }
            length += 4 + 4 * Bytes.u16(packet, length + 2);
        }
        return length <= packetLength ? length : -1;
    }

    /** True when a packet that shares a port with RTP is RTCP: its second byte is 192…223 (RFC 5761, section 4). */
    public static boolean isRtcp(byte[] packet, int packetLength) {
        int type = packetLength < 2 ? 0 : packet[1] & 0xFF;
        return type >= 192 && type <= 223;
    }

    /** Payload type. */
    public static int payloadType(byte[] packet) {
        return packet[1] & 0x7F;
    }

    /** Sequence number. */
    public static int sequence(byte[] packet) {
        return Bytes.u16(packet, 2);
    }

    /** Timestamp. */
    public static int timestamp(byte[] packet) {
        return Bytes.i32(packet, 4);
    }

    /** Synchronization source. */
    public static int ssrc(byte[] packet) {
        return Bytes.i32(packet, 8);
    }
}
