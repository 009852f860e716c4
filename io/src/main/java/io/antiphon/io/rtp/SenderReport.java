package io.antiphon.io.rtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A sender report with the source's name: the compound packet of RFC 3550, sections 6.4.1 and 6.5.
 *
 * @param ssrc source that it is about
 * @param ntpTime wall-clock time as {@link #ntp} makes it
 * @param rtpTimestamp RTP time at that moment
 * @param packets packets sent
 * @param octets payload bytes sent
 * @param cname name of the source, the same for all its streams; at most 255 bytes
 */
public record SenderReport(int ssrc, long ntpTime, int rtpTimestamp, int packets, int octets, String cname) {
    /** Type of a sender report. */
    public static final int TYPE = 200;

    private static final int SDES = 202;
    private static final int SDES_CNAME = 1;
    private static final int REPORT_BYTES = 28;
    private static final long NTP_EPOCH_TO_UNIX_SECONDS = 2_208_988_800L;

    /** Seconds since 1900 in the upper half, their fraction in the lower (RFC 5905). */
    public static long ntp(Instant time) {
        long fraction = ((long) time.getNano() << 32) / 1_000_000_000L;
        return ((time.getEpochSecond() + NTP_EPOCH_TO_UNIX_SECONDS) << 32) | fraction;
    }

    /** The middle 32 bits, by which a receiver names this report in its own. */
    public static int middle(long ntpTime) {
        return (int) (ntpTime >>> 16);
    }

    /** Writes the compound packet at the start of {@code into} and returns its length. */
    public int write(byte[] into) {
        into[0] = (byte) 0x80;
        into[1] = (byte) TYPE;
        Bytes.put16(into, 2, REPORT_BYTES / 4 - 1);
        Bytes.put32(into, 4, ssrc);
        Bytes.put32(into, 8, (int) (ntpTime >>> 32));
        Bytes.put32(into, 12, (int) ntpTime);
        Bytes.put32(into, 16, rtpTimestamp);
        Bytes.put32(into, 20, packets);
        Bytes.put32(into, 24, octets);
        return REPORT_BYTES + writeName(into, REPORT_BYTES);
    }

    /** One SDES chunk: the source, its name, and 1…4 zeros up to the next word. */
    private int writeName(byte[] into, int at) {
        byte[] name = cname.getBytes(StandardCharsets.UTF_8);
        int words = (name.length + 2) / 4 + 1;
        into[at] = (byte) 0x81;
        into[at + 1] = (byte) SDES;
        Bytes.put16(into, at + 2, 1 + words);
        Bytes.put32(into, at + 4, ssrc);
        Arrays.fill(into, at + 8, at + 8 + 4 * words, (byte) 0);
        into[at + 8] = SDES_CNAME;
        into[at + 9] = (byte) name.length;
        System.arraycopy(name, 0, into, at + 10, name.length);
        return 8 + 4 * words;
    }
}
