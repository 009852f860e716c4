package io.antiphon.benchmarks.listeners;

import io.antiphon.io.rtp.ReceptionReport;
import io.antiphon.io.rtp.RtpHeader;
import io.antiphon.io.sdp.MediaDescription;
import io.antiphon.io.sdp.SdpException;
import io.antiphon.io.sdp.SdpParser;
import io.antiphon.io.sdp.SessionDescription;
import io.antiphon.io.webrtc.dtls.DtlsClient;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import io.antiphon.io.webrtc.dtls.DtlsPath;
import io.antiphon.io.webrtc.dtls.Fingerprint;
import io.antiphon.io.webrtc.dtls.HandshakeGate;
import io.antiphon.io.webrtc.ice.StunBuilder;
import io.antiphon.io.webrtc.ice.StunMessage;
import io.antiphon.io.webrtc.srtp.RtcpProtection;
import io.antiphon.io.webrtc.srtp.RtpProtection;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * One listener of the load: real ICE checks, DTLS and SRTP on a port of its own. It decrypts one packet in {@value
 * #OPENED}, and looks at the sequence of all: a browser decrypts its own stream, here one thread would have to decrypt
 * thousands. The loop's thread calls {@link #onDatagram} and {@link #onTick}, one other joins and leaves.
 */
final class LoadListener implements AutoCloseable {
    private static final int[] PROFILES = {1, 8, 7};
    private static final int OPENED = 50;
    private static final long CHECK_NS = 2_500_000_000L;
    private static final long REPORT_NS = 5_000_000_000L;
    private static final int TIMEOUT_S = 15;
    private static final int CHECK_REPEAT_MS = 100;

    private final String fragment = "u" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    private final String password = "p".repeat(24);
    private final DtlsIdentity identity;
    private final DatagramChannel channel;
    private final DtlsPath path;
    private final CountDownLatch checked = new CountDownLatch(1);
    private final CountDownLatch heard = new CountDownLatch(1);
    private volatile InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private volatile String farFragment = "";
    private volatile String farPassword = "";
    private volatile @Nullable DTLSTransport dtls;
    private volatile @Nullable RtpProtection rtp;
    private volatile @Nullable RtcpProtection rtcp;
    private long nextCheckNs;
    private long nextReportNs;
    private int ssrc;
    private long highest = -1;
    private long lastNs;
    private volatile boolean measured;
    private volatile long received;
    private volatile long lost;
    private volatile long notAuthentic;
    private volatile long worstGapNs;

    LoadListener(DtlsIdentity identity) throws IOException {
        this.identity = identity;
        this.path = new DtlsPath(this::sendDtls, new HandshakeGate());
        this.channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
    }

    DatagramChannel channel() {
        return channel;
    }

    /** The offer, as a browser writes it, for packets of 20 ms. */
    String offer() {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:" + fragment,
                "a=ice-pwd:" + password,
                "a=fingerprint:" + identity.fingerprint(),
                "a=setup:actpass",
                "a=mid:0",
                "a=recvonly",
                "a=rtcp-mux",
                "a=ptime:20",
                "a=rtpmap:111 opus/48000/2",
                "a=fmtp:111 minptime=20;useinbandfec=1;stereo=1;maxaveragebitrate=96000",
                "");
    }

    /** Takes the answer and connects; blocks until the first packet of sound has come. */
    void connect(String answer) throws IOException, SdpException, InterruptedException {
        SessionDescription description = SdpParser.parse(answer);
        MediaDescription audio = description.media().getFirst();
        farFragment = description.inherited(audio, "ice-ufrag").orElseThrow();
        farPassword = description.inherited(audio, "ice-pwd").orElseThrow();
        Fingerprint far = Fingerprint.parse(
                        description.inherited(audio, "fingerprint").orElseThrow())
                .orElseThrow();
        String candidate = audio.attributes().stream()
                .filter(each -> each.name().equals("candidate") && each.value().contains(" 127.0.0.1 "))
                .findFirst()
                .orElseThrow()
                .value();
        server = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), Integer.parseInt(candidate.split(" ", -1)[5]));
        int checks = 0;
        do {
            if (checks++ * CHECK_REPEAT_MS > TIMEOUT_S * 1_000) {
                throw new IOException("no answer to checks");
            }
            check();
        } while (!checked.await(CHECK_REPEAT_MS, TimeUnit.MILLISECONDS));
        DtlsClient client = new DtlsClient(identity, far, PROFILES);
        dtls = client.connect(path);
        SrtpKeys keys = client.keys();
        rtcp = RtcpProtection.of(keys.profile(), keys.client());
        rtp = RtpProtection.of(keys.profile(), keys.server());
        if (!heard.await(TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new IOException("no sound");
        }
    }

    private void check() throws IOException {
        byte[] transaction = new byte[StunMessage.TRANSACTION_BYTES];
        ThreadLocalRandom.current().nextBytes(transaction);
        send(new StunBuilder(StunMessage.BINDING_REQUEST, transaction)
                .username(farFragment + ":" + fragment)
                .controlling(1_845_501_695, 1L, true)
                .signed(farPassword));
    }

    /** Counts anew from now on. */
    void begin() {
        received = 0;
        lost = 0;
        worstGapNs = 0;
        measured = true;
    }

    /** Counts no more. */
    void end() {
        measured = false;
    }

    void onDatagram(byte[] datagram, int length, long nowNs) {
        int first = length == 0 ? -1 : datagram[0] & 0xFF;
        if (first >= 128 && !RtpHeader.isRtcp(datagram, length)) {
            onRtp(datagram, length, nowNs);
        } else if (first >= 20 && first <= 63) {
            path.offer(Arrays.copyOf(datagram, length));
        } else if (first >= 0 && first <= 3) {
            StunMessage.parse(datagram, length)
                    .filter(answer -> answer.type() == StunMessage.BINDING_SUCCESS)
                    .filter(answer -> answer.isSignedWith(farPassword))
                    .ifPresent(answer -> checked.countDown());
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // the loop's thread alone writes
    private void onRtp(byte[] datagram, int length, long nowNs) {
        RtpProtection protection = rtp;
        if (protection == null) {
            return; // the server may finish the handshake first
        }
        int sequence = RtpHeader.sequence(datagram);
        long index = highest < 0 ? sequence : highest + (short) (sequence - (int) highest);
        if (highest < 0 || index % OPENED == 0) {
            ssrc = RtpHeader.ssrc(datagram);
            if (protection.unprotect(datagram, RtpHeader.LENGTH, length, index) < 0) {
                notAuthentic++;
            }
        }
        if (measured && highest >= 0) {
            received++;
            lost += index > highest ? index - highest - 1 : -1; // one that was overtaken was counted as lost
            worstGapNs = Math.max(worstGapNs, nowNs - lastNs);
        }
        highest = Math.max(index, highest);
        lastNs = nowNs;
        heard.countDown();
    }

    /** What is due: checks as often as browsers send them, and reports. */
    void onTick(long nowNs) throws IOException {
        if (rtp == null) {
            return;
        }
        if (nextCheckNs == 0) {
            // Not all at once: listeners have come at any time.
            nextCheckNs = nowNs + ThreadLocalRandom.current().nextLong(CHECK_NS);
            nextReportNs = nowNs + ThreadLocalRandom.current().nextLong(REPORT_NS);
        }
        if (nowNs >= nextCheckNs) {
            nextCheckNs += CHECK_NS;
            check();
        }
        RtcpProtection protection = rtcp;
        if (protection != null && nowNs >= nextReportNs) {
            nextReportNs += REPORT_NS;
            byte[] packet = new byte[64];
            int length = new ReceptionReport(ssrc, 0, 0, 0, 0, 0).write(packet, 1);
            send(Arrays.copyOf(packet, protection.protect(packet, length)));
        }
    }

    private void send(byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), server);
    }

    private void sendDtls(byte[] datagram, int offset, int length) throws IOException {
        channel.send(ByteBuffer.wrap(datagram, offset, length), server);
    }

    long received() {
        return received;
    }

    long lost() {
        return lost;
    }

    long notAuthentic() {
        return notAuthentic;
    }

    long worstGapNs() {
        return worstGapNs;
    }

    /** Says goodbye by DTLS. */
    void sayGoodbye() throws IOException {
        DTLSTransport connection = dtls;
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void close() throws IOException {
        path.end();
        channel.close();
    }
}
