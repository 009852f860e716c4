package io.antiphon.io.webrtc.client;

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
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.tls.DTLSTransport;
import org.jspecify.annotations.Nullable;

/**
 * A WebRTC listener over loopback, of IPv4 unless it is made for IPv6: signed ICE checks, DTLS as client, SRTP in. Call {@link #offer}, carry it to the server,
 * hand the answer to {@link #connect}. One receiving thread (virtual) and one for DTLS; any thread may read the counts.
 */
public final class Listener implements AutoCloseable {
    private static final int[] PROFILES = {1, 8, 7};
    private static final long CHECK_INTERVAL_MS = 2_500;
    private static final long CHECK_REPEAT_MS = 50;

    private volatile String fragment = newFragment();
    private final String password = "p".repeat(24);
    private final DtlsIdentity identity;
    private final PacketSink sink;
    private final InetAddress host;
    private volatile DatagramChannel channel;
    private final CountDownLatch checked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final DtlsPath path = new DtlsPath(this::sendDtls, new HandshakeGate());
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong notAuthentic = new AtomicLong();
    private final AtomicLong reports = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private volatile boolean nominates = true;
    private volatile @Nullable SrtpKeys keys;
    private volatile @Nullable DTLSTransport dtls;
    private volatile @Nullable RtcpProtection rtcpOut;
    private @Nullable RtpProtection rtp;
    private @Nullable RtcpProtection rtcp;
    private long highest = -1;
    private volatile int remoteSsrc;
    private volatile InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
    private volatile String remoteFragment = "";
    private volatile String remotePassword = "";
    private volatile Fingerprint remoteFingerprint = new Fingerprint("sha-256", "00");

    /**
     * @param identity certificate; may be shared by many listeners
     * @param sink takes the packets
     */
    public Listener(DtlsIdentity identity, PacketSink sink) throws IOException {
        this(identity, sink, "127.0.0.1");
    }

    /** @param host loopback address, {@code 127.0.0.1} or {@code ::1} */
    public Listener(DtlsIdentity identity, PacketSink sink, String host) throws IOException {
        this.identity = identity;
        this.sink = sink;
        this.host = InetAddress.ofLiteral(host);
        channel = open();
    }

    private DatagramChannel open() throws IOException {
        boolean ipv6 = host instanceof Inet6Address;
        return DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET)
                .bind(new InetSocketAddress(host, 0));
    }

    private static String newFragment() {
        return "u" + ThreadLocalRandom.current().nextInt(100_000, 1_000_000);
    }

    /** Goes on from another port, as after a change of the network; old packets are lost. */
    public void move() throws IOException {
        DatagramChannel old = channel;
        channel = open();
        Thread.ofVirtual().name("listener-in").start(this::receive);
        old.close();
        sendCheck();
    }

    /** Begins a restart of ICE: the piece of SDP to be carried to the server. */
    public String restart() {
        fragment = newFragment();
        return "a=ice-ufrag:" + fragment + "\r\na=ice-pwd:" + password
                + "\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n";
    }

    /** Takes the server's side of a restart and checks with it at once. */
    public void restarted(String piece) throws IOException {
        remoteFragment = value(piece, "a=ice-ufrag:");
        remotePassword = value(piece, "a=ice-pwd:");
        sendCheck();
    }

    private static String value(String piece, String name) {
        return piece.lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }

    /** Whether checks nominate; true at first. */
    public void nominate(boolean wanted) {
        nominates = wanted;
    }

    /** Checks that the server answered. */
    public long answers() {
        return answers.get();
    }

    /** The offer, with the given {@code a=fmtp} parameters of Opus. */
    public String offer(String opusParameters) {
        return ListenerOffer.write(fragment, password, identity.fingerprint(), opusParameters);
    }

    /** Takes the answer and connects; blocks until the keys are there. */
    public void connect(String answer) throws IOException, SdpException, InterruptedException {
        read(answer);
        Thread.ofVirtual().name("listener-in").start(this::receive);
        Thread.ofVirtual().name("listener-checks").start(this::keepChecking);
        if (!checked.await(10, TimeUnit.SECONDS)) {
            throw new IOException("no answer to checks: server=" + server);
        }
        DtlsClient client = new DtlsClient(identity, remoteFingerprint, PROFILES);
        dtls = client.connect(path);
        SrtpKeys agreed = client.keys();
        rtcpOut = RtcpProtection.of(agreed.profile(), agreed.client());
        keys = agreed;
    }

    private void read(String answer) throws SdpException {
        SessionDescription description = SdpParser.parse(answer);
        MediaDescription audio = description.media().getFirst();
        remoteFragment = description.inherited(audio, "ice-ufrag").orElseThrow();
        remotePassword = description.inherited(audio, "ice-pwd").orElseThrow();
        remoteFingerprint = Fingerprint.parse(
                        description.inherited(audio, "fingerprint").orElseThrow())
                .orElseThrow();
        String candidate = audio.attributes().stream()
                .filter(each -> each.name().equals("candidate"))
                .map(each -> each.value())
                .filter(value -> value.contains(" " + host.getHostAddress() + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("answer without loopback candidate"));
        server = new InetSocketAddress(host, Integer.parseInt(candidate.split(" ", -1)[5]));
    }

    /** Sends to the server of that answer from now on. */
    public void aim(String answer) throws SdpException {
        read(answer);
    }

    /** Sends one check for the session of that answer, without listening to it. */
    public void check(String answer) throws IOException, SdpException {
        read(answer);
        sendCheck();
    }

    /** Sends checks: quickly until one is answered, then as often as browsers do. */
    private void keepChecking() {
        try {
            do {
                sendCheck();
            } while (!stopped.await(
                    checked.getCount() == 0 ? CHECK_INTERVAL_MS : CHECK_REPEAT_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            stopped.countDown();
        }
    }

    /** Sends a check. */
    public void sendCheck() throws IOException {
        byte[] transaction = new byte[StunMessage.TRANSACTION_BYTES];
        ThreadLocalRandom.current().nextBytes(transaction);
        send(new StunBuilder(StunMessage.BINDING_REQUEST, transaction)
                .username(remoteFragment + ":" + fragment)
                .controlling(1_845_501_695, 1L, nominates)
                .signed(remotePassword));
    }

    private void receive() {
        DatagramChannel from = channel;
        ByteBuffer in = ByteBuffer.allocate(2_048);
        while (from.isOpen()) {
            try {
                in.clear();
                if (from.receive(in) != null) {
                    onDatagram(in.array(), in.flip().remaining());
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                notAuthentic.incrementAndGet();
            }
        }
    }

    private void onDatagram(byte[] datagram, int length) {
        int first = datagram[0] & 0xFF;
        if (first <= 3) {
            StunMessage.parse(datagram, length)
                    .filter(answer -> answer.type() == StunMessage.BINDING_SUCCESS)
                    .filter(answer -> answer.isSignedWith(remotePassword))
                    .ifPresent(answer -> {
                        answers.incrementAndGet();
                        checked.countDown();
                    });
        } else if (first <= 63) {
            path.offer(Arrays.copyOf(datagram, length));
        } else {
            onMedia(datagram, length);
        }
    }

    private void onMedia(byte[] datagram, int length) {
        SrtpKeys agreed = keys;
        if (agreed == null) {
            return; // the server may finish first; its first packets come too early
        }
        if (rtp == null || rtcp == null) {
            rtp = RtpProtection.of(agreed.profile(), agreed.server());
            rtcp = RtcpProtection.of(agreed.profile(), agreed.server());
        }
        if (RtpHeader.isRtcp(datagram, length)) {
            (rtcp.unprotect(datagram, length) < 0 ? notAuthentic : reports).incrementAndGet();
        } else {
            onRtp(rtp, datagram, length);
        }
    }

    private void onRtp(RtpProtection protection, byte[] datagram, int length) {
        int header = RtpHeader.length(datagram, length);
        int sequence = RtpHeader.sequence(datagram);
        long index = highest < 0 ? sequence : highest + (short) (sequence - (int) highest);
        int plain = header < 0 ? -1 : protection.unprotect(datagram, header, length, index);
        if (plain < 0) {
            notAuthentic.incrementAndGet();
            return;
        }
        if (highest >= 0) {
            lost.addAndGet(index - highest - 1);
        }
        highest = index;
        remoteSsrc = RtpHeader.ssrc(datagram);
        received.incrementAndGet();
        sink.onPacket(sequence, RtpHeader.timestamp(datagram), datagram, header, plain - header);
    }

    /** What the handshake agreed on; only when connected. */
    SrtpKeys keys() {
        SrtpKeys agreed = keys;
        if (agreed == null) {
            throw new IllegalStateException("not connected");
        }
        return agreed;
    }

    /** Sends a receiver report with that loss since the start, and none since the last. */
    public void report(int cumulativeLost, long jitter) throws IOException {
        report(0, cumulativeLost, jitter);
    }

    /** Sends a receiver report; {@code fractionLost} is the loss since the last one, in 1/256. */
    public void report(int fractionLost, int cumulativeLost, long jitter) throws IOException {
        RtcpProtection protection = rtcpOut;
        if (protection == null) {
            throw new IllegalStateException("not connected");
        }
        byte[] packet = new byte[128];
        int length = new ReceptionReport(remoteSsrc, fractionLost, cumulativeLost, jitter, 0, 0).write(packet, 1);
        send(Arrays.copyOf(packet, protection.protect(packet, length)));
    }

    /** Sends any datagram from the listener's address. */
    public void send(byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), server);
    }

    private void sendDtls(byte[] datagram, int offset, int length) throws IOException {
        channel.send(ByteBuffer.wrap(datagram, offset, length), server);
    }

    /** Authentic packets that came. */
    public long received() {
        return received.get();
    }

    /** Sequence numbers that never came; negative when packets were overtaken. */
    public long lost() {
        return lost.get();
    }

    /** Packets whose tag was wrong. */
    public long notAuthentic() {
        return notAuthentic.get();
    }

    /** Sender reports that came. */
    public long reports() {
        return reports.get();
    }

    /** Stops checks and listening without a word, as a killed browser does. */
    public void vanish() throws IOException {
        stopped.countDown();
        channel.close();
    }

    /** Says goodbye and closes. */
    @Override
    public void close() throws IOException {
        DTLSTransport connection = dtls;
        if (connection != null && channel.isOpen()) {
            connection.close();
        }
        vanish();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "received=%d lost=%d notAuthentic=%d reports=%d",
                received(),
                lost(),
                notAuthentic(),
                reports());
    }
}
