package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.foreign.BatchSocket;
import io.antiphon.io.rtp.RtpHeader;
import io.antiphon.io.rtp.SenderReport;
import io.antiphon.io.webrtc.srtp.RtcpProtection;
import io.antiphon.io.webrtc.srtp.RtpProtection;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The RTP stream to one listener: own source, sequence and keys around packets that many share. Owned by the encoder
 * thread.
 */
final class ListenerStream {
    private static final long REPORT_INTERVAL_NS = Duration.ofSeconds(5).toNanos();

    private final WebRtcSession session;
    private final Counters<ListenerCounter> counters;
    private final RtpProtection rtp;
    private final RtcpProtection rtcp;
    private final int payloadType;
    private final int timestampOffset = ThreadLocalRandom.current().nextInt();

    /** Roll-over counter and sequence. It starts below 2^15: a receiver guesses the first roll-over as 0. */
    private long index = ThreadLocalRandom.current().nextInt(1 << 15);

    private int packets;
    private int octets;
    private long reportDueNs;

    ListenerStream(WebRtcSession session, SrtpKeys keys) {
        this.session = session;
        this.counters = session.counters();
        this.payloadType = Integer.parseInt(session.offer().choice().payloadType());
        this.rtp = RtpProtection.of(keys.profile(), keys.server());
        this.rtcp = RtcpProtection.of(keys.profile(), keys.server());
    }

    /** Sends one packet, and a sender report when it is time. */
    void send(EncodedPacket packet, PacketWriter out, long nowNs) {
        BatchSocket.Destination to = session.destination();
        if (to == null) {
            return;
        }
        byte[] buffer = out.buffer();
        int timestamp = timestampOffset + (int) packet.timestamp();
        boolean marker = packets == 0 || packet.isAfterPause();
        RtpHeader.write(buffer, payloadType, marker, (int) index, timestamp, session.ssrc());
        System.arraycopy(packet.bytes(), 0, buffer, RtpHeader.LENGTH, packet.length());
        int length = rtp.protect(buffer, RtpHeader.LENGTH, RtpHeader.LENGTH + packet.length(), index++);
        out.send(length, to);
        packets++;
        octets += packet.length();
        counters.increment(ListenerCounter.PACKETS_SENT);
        counters.add(ListenerCounter.BYTES_SENT, packet.length());
        if (packets == 1 || nowNs - reportDueNs >= 0) {
            reportDueNs = nowNs + REPORT_INTERVAL_NS;
            report(timestamp, out, to);
        }
    }

    private void report(int timestamp, PacketWriter out, BatchSocket.Destination to) {
        SenderReport report = new SenderReport(
                session.ssrc(), SenderReport.ntp(Instant.now()), timestamp, packets, octets, Answer.CNAME);
        int length = report.write(out.buffer());
        out.send(rtcp.protect(out.buffer(), length), to);
        counters.increment(ListenerCounter.REPORTS_SENT);
    }
}
