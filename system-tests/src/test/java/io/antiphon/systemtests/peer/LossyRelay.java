package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stands between one browser and the server's media port, and loses some of the RTP that goes to the browser. */
public final class LossyRelay implements AutoCloseable {
    private final DatagramSocket browserSide;
    private final DatagramSocket serverSide;
    private final SocketAddress server;
    private final Random random;
    private final double loss;
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable SocketAddress browser;

    /**
     * @param serverPort where media goes
     * @param loss part of the packets that is lost, 0…1
     * @param seed which ones
     */
    public LossyRelay(int serverPort, double loss, long seed) {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        this.server = new InetSocketAddress(loopback, serverPort);
        this.loss = loss;
        this.random = new Random(seed);
        try {
            browserSide = new DatagramSocket(new InetSocketAddress(loopback, 0));
            serverSide = new DatagramSocket(new InetSocketAddress(loopback, 0));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("relay-in").daemon().start(this::carryIn);
        Thread.ofPlatform().name("relay-out").daemon().start(this::carryOut);
    }

    /** Where the browser sends its media. */
    public int port() {
        return browserSide.getLocalPort();
    }

    /** Packets that were lost. */
    public long lost() {
        return lost.get();
    }

    private void carryIn() {
        byte[] buffer = new byte[2048];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                browserSide.receive(packet);
                browser = packet.getSocketAddress();
                packet.setSocketAddress(server);
                serverSide.send(packet);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void carryOut() {
        byte[] buffer = new byte[2048];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                serverSide.receive(packet);
                SocketAddress to = browser;
                if (isRtp(packet) && random.nextDouble() < loss) {
                    lost.incrementAndGet();
                } else if (to != null) {
                    packet.setSocketAddress(to);
                    browserSide.send(packet);
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    /** RFC 7983 and RFC 5761: the first byte tells it from STUN and DTLS, the second from RTCP. */
    private static boolean isRtp(DatagramPacket packet) {
        int first = packet.getData()[0] & 0xFF;
        int second = packet.getData()[1] & 0xFF;
        return first >= 128 && first <= 191 && (second < 192 || second > 223);
    }

    @Override
    public void close() {
        browserSide.close();
        serverSide.close();
    }
}
