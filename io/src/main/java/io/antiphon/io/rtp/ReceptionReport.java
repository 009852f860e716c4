package io.antiphon.io.rtp;

import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver says about one source (RFC 3550, section 6.4.1).
 *
 * @param ssrc source that it is about
 * @param fractionLost loss since the last report, in 1/256
 * @param cumulativeLost packets lost since the start; negative when duplicates outnumber losses
 * @param jitter in units of the RTP clock
 * @param lastReport middle of the NTP time of the last sender report that came, 0 for none
 * @param delaySinceLastReport since then, in 1/65536 s
 */
public record ReceptionReport(
        int ssrc, int fractionLost, int cumulativeLost, long jitter, int lastReport, long delaySinceLastReport) {
    private static final int RECEIVER_REPORT = 201;
    private static final int BYTES = 24;

    /** All reports of sender and receiver reports in a compound packet; what is cut off or no RTCP is left out. */
    public static List<ReceptionReport> parse(byte[] packet, int length) {
        List<ReceptionReport> reports = new ArrayList<>();
        int at = 0;
        while (at + 8 <= length && (packet[at] & 0xC0) == 0x80) {
            int type = packet[at + 1] & 0xFF;
            int end = Math.min(length, at + 4 * (Bytes.u16(packet, at + 2) + 1));
            if (type == RECEIVER_REPORT || type == SenderReport.TYPE) {
                int first = at + (type == RECEIVER_REPORT ? 8 : 28);
                read(packet, first, end, packet[at] & 0x1F, reports);
            }
            at = Math.max(end, at + 4);
        }
        return reports;
    }

    private static void read(byte[] packet, int first, int end, int count, List<ReceptionReport> into) {
        for (int i = 0, at = first; i < count && at + BYTES <= end; i++, at += BYTES) {
            int loss = Bytes.i32(packet, at + 4);
            into.add(new ReceptionReport(
                    Bytes.i32(packet, at),
                    loss >>> 24,
                    loss << 8 >> 8,
                    Bytes.i32(packet, at + 12) & 0xFFFF_FFFFL,
                    Bytes.i32(packet, at + 16),
                    Bytes.i32(packet, at + 20) & 0xFFFF_FFFFL));
        }
    }

    /** Round trip in µs, when a sender report came back by {@code nowNtp}; −1 when none did. */
    public long roundTripUs(long nowNtp) {
        if (lastReport == 0) {
            return -1;
        }
        long units = ((SenderReport.middle(nowNtp) - lastReport) & 0xFFFF_FFFFL) - delaySinceLastReport;
        return (Math.max(0, units) * 1_000_000L) >> 16;
    }

    /** Writes a receiver report with this one block at the start of {@code into} and returns its length. */
    public int write(byte[] into, int reporterSsrc) {
        into[0] = (byte) 0x81;
        into[1] = (byte) RECEIVER_REPORT;
        Bytes.put16(into, 2, 7);
        Bytes.put32(into, 4, reporterSsrc);
        Bytes.put32(into, 8, ssrc);
        Bytes.put32(into, 12, (fractionLost << 24) | (cumulativeLost & 0xFFFFFF));
        Bytes.put32(into, 16, 0);
        Bytes.put32(into, 20, (int) jitter);
        Bytes.put32(into, 24, lastReport);
        Bytes.put32(into, 28, (int) delaySinceLastReport);
        return 32;
    }
}
