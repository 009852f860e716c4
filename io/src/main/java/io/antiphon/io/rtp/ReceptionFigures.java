package io.antiphon.io.rtp;

/**
 * What a receiver notes of one source for its reports: loss and jitter (RFC 3550, appendices A.3 and A.8), and the last
 * sender report. One thread at a time may use it.
 */
public final class ReceptionFigures {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final int ssrc;
    private final int clockRateHz;
    private long first = -1;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long lastTransit;
    private double jitter;
    private int lastReport;
    private long lastReportNs;

    /**
     * @param ssrc the source
     * @param clockRateHz rate of its RTP clock
     */
    public ReceptionFigures(int ssrc, int clockRateHz) {
        this.ssrc = ssrc;
        this.clockRateHz = clockRateHz;
    }

    /** The source. */
    public int ssrc() {
        return ssrc;
    }

    /**
     * Notes a packet.
     *
     * @param number its sequence number without the wrapping round
     */
    public void note(long number, int timestamp, long arrivalNs) {
        long arrival =
                arrivalNs / NS_PER_SECOND * clockRateHz + arrivalNs % NS_PER_SECOND * clockRateHz / NS_PER_SECOND;
        long transit = (int) (arrival - timestamp);
        if (first < 0) {
            first = number;
        } else {
            jitter += (Math.abs((int) (transit - lastTransit)) - jitter) / 16;
        }
        lastTransit = transit;
        highest = Math.max(highest, number);
        received++;
    }

    /** Notes a compound packet of the source; what is no sender report is passed over. */
    public void noteReport(byte[] packet, int length, long arrivalNs) {
        if (length >= 28 && (packet[1] & 0xFF) == SenderReport.TYPE && Bytes.i32(packet, 4) == ssrc) {
            lastReport = Bytes.i32(packet, 10); // the middle of its NTP time
            lastReportNs = arrivalNs;
        }
    }

    /** Packets that have not come. */
    public long lost() {
        return Math.max(0, expected() - received);
    }

    /** Jitter in µs. */
    public long jitterUs() {
        return (long) (jitter * 1e6 / clockRateHz);
    }

    private long expected() {
        return first < 0 ? 0 : highest - first + 1;
    }

    /** Writes a receiver report at the start of {@code into}, and returns its length. */
    public int report(byte[] into, int reporterSsrc, long nowNs) {
        long expectedNow = expected() - expectedBefore;
        long lostNow = Math.max(0, expectedNow - (received - receivedBefore));
        expectedBefore = expected();
        receivedBefore = received;
        int fraction = expectedNow <= 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
        long since = lastReport == 0 ? 0 : (nowNs - lastReportNs) * 65_536 / NS_PER_SECOND;
        int length = new ReceptionReport(
                        ssrc, fraction, (int) Math.min(lost(), 0x7F_FFFF), (long) jitter, lastReport, since)
                .write(into, reporterSsrc);
        Bytes.put32(into, 16, (int) highest); // with the times that it wrapped round, counted from the first packet on
        return length;
    }
}
