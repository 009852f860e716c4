package io.antiphon.io.webrtc.client;

import io.antiphon.io.codec.PacketEncoder;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.rtp.RtpHeader;
import io.antiphon.io.rtp.SenderReport;
import io.antiphon.io.sdp.SdpException;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import io.antiphon.io.webrtc.srtp.RtcpProtection;
import io.antiphon.io.webrtc.srtp.RtpProtection;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;

/**
 * A WebRTC publisher over loopback: 440 Hz left and 880 Hz right at half of full scale, in Opus, in real time. Call {@link
 * #offer}, carry it to the server, hand the answer to {@link #connect}, then {@link #start}. One sending thread.
 */
public final class Publisher implements AutoCloseable {
    private static final int PAYLOAD_TYPE = 111;
    private static final int SSRC = 0x1234_5678;

    private final Listener connection;
    private final OpusSettings settings;
    private volatile boolean stopped;

    /** @param settings how the tones are encoded */
    public Publisher(DtlsIdentity identity, OpusSettings settings) throws IOException {
        this.connection = new Listener(identity, (sequence, timestamp, packet, offset, length) -> {});
        this.settings = settings;
    }

    /** The offer of somebody who sends. */
    public String offer() {
        return connection.offer("minptime=10;useinbandfec=1").replace("a=recvonly", "a=sendonly");
    }

    /** Takes the answer and connects; blocks until the keys are there. */
    public void connect(String answer) throws IOException, SdpException, InterruptedException {
        connection.connect(answer);
    }

    /** Begins to send. */
    public void start(IntPredicate isLost) {
        Thread.ofPlatform().name("publisher").daemon().start(() -> send(isLost));
    }

    /** Receiver reports that came. */
    public long reports() {
        return connection.reports();
    }

    private void send(IntPredicate isLost) {
        RtpProtection rtp =
                RtpProtection.of(connection.keys().profile(), connection.keys().client());
        RtcpProtection rtcp =
                RtcpProtection.of(connection.keys().profile(), connection.keys().client());
        byte[] datagram = new byte[2_000];
        byte[] packet = new byte[PacketEncoder.MAX_PACKET_BYTES];
        float[] frames = new float[2 * settings.packetFrames()];
        long originNs = System.nanoTime();
        try (PacketEncoder encoder = settings.open()) {
            for (int number = 0; !stopped; number++) {
                fill(frames, number);
                int length = encoder.encode(frames, packet);
                int timestamp = number * settings.packetFrames();
                // It begins just below where the sequence wraps round.
                long index = 65_500L + number;
                RtpHeader.write(datagram, PAYLOAD_TYPE, number == 0, (int) index, timestamp, SSRC);
                System.arraycopy(packet, 0, datagram, RtpHeader.LENGTH, length);
                int sealed = rtp.protect(datagram, RtpHeader.LENGTH, RtpHeader.LENGTH + length, index);
                LockSupport.parkNanos(originNs + number * 1_000L * settings.packetUs() - System.nanoTime());
                if (!isLost.test(number)) {
                    connection.send(Arrays.copyOf(datagram, sealed));
                }
                if (number % 50 == 0) {
                    long ntp = SenderReport.ntp(Instant.now());
                    int report = new SenderReport(SSRC, ntp, timestamp, number, 0, "test").write(datagram);
                    connection.send(Arrays.copyOf(datagram, rtcp.protect(datagram, report)));
                }
            }
        } catch (IOException e) {
            stopped = true; // closed
        }
    }

    private void fill(float[] frames, int packet) {
        for (int i = 0; i < frames.length / 2; i++) {
            double seconds = (packet * (frames.length / 2) + i) / 48_000.0;
            frames[2 * i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * seconds));
            frames[2 * i + 1] = (float) (0.5 * Math.sin(2 * Math.PI * 880 * seconds));
        }
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        connection.close();
    }
}
