package io.antiphon.io.webrtc;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.rtp.ReceptionFigures;
import io.antiphon.io.rtp.RtpHeader;
import io.antiphon.io.webrtc.srtp.RtcpProtection;
import io.antiphon.io.webrtc.srtp.RtpIndex;
import io.antiphon.io.webrtc.srtp.RtpProtection;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one publisher sends: its packets are decrypted, told from repeats, decoded in order and reported on. The receiving
 * thread brings packets, any thread closes; a lock keeps the decoder from going while it is at work.
 */
final class Publication implements AutoCloseable {
    private static final long REPORT_INTERVAL_NS = Duration.ofSeconds(1).toNanos();
    private static final int CLOCK_RATE_HZ = 48_000;
    private static final int REPORT_BYTES = 32;

    private final WebRtcSession session;
    private final Counters<PublicationCounter> counters;
    private final OpusArrivals.FrameSink sink;
    private final RtpProtection rtp;
    private final RtcpProtection rtcp;
    private final int payloadType;
    private @Nullable OpusArrivals arrivals;
    private RtpIndex index = new RtpIndex();
    private ReceptionFigures figures = new ReceptionFigures(0, CLOCK_RATE_HZ);
    private long reportDueNs;
    private boolean closed;

    Publication(
            WebRtcSession session, SrtpKeys keys, OpusArrivals.FrameSink sink, Counters<PublicationCounter> counters) {
        this.session = session;
        this.sink = sink;
        this.counters = counters;
        this.rtp = RtpProtection.of(keys.profile(), keys.client());
        this.rtcp = RtcpProtection.of(keys.profile(), keys.server());
        this.payloadType = Integer.parseInt(session.offer().choice().payloadType());
    }

    WebRtcSession session() {
        return session;
    }

    /** Takes an RTP packet; false when it was of no use. The receiving thread. */
    synchronized boolean onRtp(byte[] packet, int length, long arrivalNs) {
        int header = RtpHeader.length(packet, length);
        if (closed || header < 0 || RtpHeader.payloadType(packet) != payloadType) {
            counters.increment(PublicationCounter.REFUSED);
            return false;
        }
        boolean another = arrivals == null || RtpHeader.ssrc(packet) != figures.ssrc();
        RtpIndex guess = another ? new RtpIndex() : index;
        long number = guess.of(RtpHeader.sequence(packet));
        int plain = guess.isNew(number) ? rtp.unprotect(packet, header, length, number) : -1;
        if (plain < 0) {
            counters.increment(PublicationCounter.REFUSED);
            return false;
        }
        if (another) {
            begin(RtpHeader.ssrc(packet), guess, arrivalNs);
        }
        guess.accept(number);
        counters.increment(PublicationCounter.PACKETS);
        figures.note(number, RtpHeader.timestamp(packet), arrivalNs);
        int end = plain - padding(packet, plain);
        if (arrivals != null && end > header) {
            arrivals.accept(number, packet, header, end - header, arrivalNs);
        }
        report(arrivalNs);
        return true;
    }

    /** The first packet, or one of another source: the publisher began anew. */
    private void begin(int ssrc, RtpIndex fresh, long nowNs) {
        if (arrivals != null) {
            arrivals.close();
        }
        arrivals = new OpusArrivals(sink, counters);
        index = fresh;
        figures = new ReceptionFigures(ssrc, CLOCK_RATE_HZ);
        reportDueNs = nowNs + REPORT_INTERVAL_NS;
    }

    /** Bytes behind the payload, whose number the last one tells (RFC 3550, section 5.1). */
    private static int padding(byte[] packet, int length) {
        return (packet[0] & 0x20) == 0 ? 0 : packet[length - 1] & 0xFF;
    }

    /** Takes an authentic RTCP packet of the publisher. The receiving thread. */
    synchronized void onRtcp(byte[] packet, int length, long arrivalNs) {
        figures.noteReport(packet, length, arrivalNs);
    }

    private void report(long nowNs) {
        if (nowNs - reportDueNs < 0) {
            return;
        }
        reportDueNs = nowNs + REPORT_INTERVAL_NS;
        byte[] packet = new byte[REPORT_BYTES + RtcpProtection.OVERHEAD_BYTES];
        int length = figures.report(packet, session.ssrc(), nowNs);
        session.send(packet, rtcp.protect(packet, length));
        counters.set(PublicationCounter.JITTER_US, figures.jitterUs());
        counters.increment(PublicationCounter.REPORTS_SENT);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (arrivals != null) {
            arrivals.close();
            arrivals = null;
        }
    }
}
