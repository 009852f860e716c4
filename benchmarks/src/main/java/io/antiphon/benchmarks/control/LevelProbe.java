package io.antiphon.benchmarks.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A Scream receiver of 16 bits and two channels that notes the peak of the end of each packet. A thread of its own receives, one other asks. */
final class LevelProbe implements AutoCloseable {
    private static final int HEADER_BYTES = 5;

    /** The last millisecond, a period of the tone: a packet that the new level begins in is one that holds it. */
    private static final int END_BYTES = 48 * 2 * Short.BYTES;

    /** What a level that stands does not leave. */
    private static final double STANDS = 0.02;

    /** Longer than the ramp of a gain and the packets under way. */
    private static final int SETTLED_PACKETS = 10;

    /** Longer than packets are apart. */
    private static final long RESTS_MS = 50;

    private static final long TIMEOUT_SECONDS = 5;

    private final DatagramChannel channel;
    private final BlockingQueue<Packet> packets = new LinkedBlockingQueue<>();

    LevelProbe() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        Thread.ofPlatform().daemon().name("level-probe").start(this::run);
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    /** Waits until the level stands; returns it. */
    int awaitStanding() {
        packets.clear();
        int level = next().peak();
        for (int same = 0; same < SETTLED_PACKETS; ) {
            int now = next().peak();
            same = now > 0 && !differs(now, level) ? same + 1 : 0;
            level = now;
        }
        return level;
    }

    /** Time at which the first packet came that is not of that level. */
    long awaitOther(int level) {
        Packet packet = next();
        while (!differs(packet.peak(), level)) {
            packet = next();
        }
        return packet.atNs();
    }

    /** Time at which the first packet came that is not silent. */
    long awaitSound() {
        Packet packet = next();
        while (packet.peak() == 0) {
            packet = next();
        }
        return packet.atNs();
    }

    /** Waits until nothing is sent any more. */
    void awaitRest() {
        try {
            while (packets.poll(RESTS_MS, TimeUnit.MILLISECONDS) != null) {
                // what was under way
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean differs(int peak, int level) {
        return Math.abs(peak - level) > STANDS * level;
    }

    private Packet next() {
        try {
            Packet packet = packets.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (packet == null) {
                throw new IllegalStateException("nothing is sent any more");
            }
            return packet;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(2048).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (true) {
                packet.clear();
                channel.receive(packet);
                long nowNs = System.nanoTime();
                packets.add(new Packet(nowNs, peak(packet.flip())));
            }
        } catch (AsynchronousCloseException e) {
            return; // closed by its owner
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int peak(ByteBuffer packet) {
        int peak = 0;
        for (int at = Math.max(HEADER_BYTES, packet.limit() - END_BYTES); at + 1 < packet.limit(); at += Short.BYTES) {
            peak = Math.max(peak, Math.abs(packet.getShort(at)));
        }
        return peak;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /**
     * A packet that came.
     *
     * @param atNs when
     * @param peak largest sample at its end
     */
    private record Packet(long atNs, int peak) {}
}
