package io.antiphon.benchmarks.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Scream senders, 48 kHz, 16 bit, stereo, each with an address of its own and its packets spread evenly over the time of
 * one packet. All play a quiet tone; the first one also gives a click now and then, whose way is timed.
 */
final class SenderLoad implements AutoCloseable {
    static final int PACKET_FRAMES = 288;
    static final long PACKET_NS = 6_000_000;
    private static final int PACKETS_BETWEEN_CLICKS = 100;
    private static final short CLICK = 28_000;

    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> clicksNs = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    SenderLoad(int senders, int port) throws IOException {
        for (int i = 0; i < senders; i++) {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.bind(new InetSocketAddress(address(i), 0));
            channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            channels.add(channel);
        }
        thread = Thread.ofPlatform().name("senders").start(this::run);
    }

    /** Address of one sender. */
    static String address(int index) {
        return "127.0.6." + (index + 1);
    }

    /** Times at which a packet with a click left, in order. */
    ConcurrentLinkedQueue<Long> clicksNs() {
        return clicksNs;
    }

    private void run() {
        ByteBuffer quiet = packet(false);
        ByteBuffer click = packet(true);
        long startNs = System.nanoTime();
        try {
            for (long packet = 0; !stopping && !channels.isEmpty(); packet++) {
                for (int i = 0; i < channels.size() && !stopping; i++) {
                    awaitUntil(startNs + packet * PACKET_NS + i * PACKET_NS / channels.size());
                    boolean clicks = i == 0 && packet % PACKETS_BETWEEN_CLICKS == PACKETS_BETWEEN_CLICKS - 1;
                    if (clicks) {
                        clicksNs.add(System.nanoTime());
                    }
                    channels.get(i).write((clicks ? click : quiet).rewind());
                }
            }
        } catch (IOException e) {
            if (!stopping) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void awaitUntil(long dueNs) {
        for (long left = dueNs - System.nanoTime(); left > 0; left = dueNs - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A whole number of cycles of a tone at −60 dBFS, so that packet follows packet without a step. */
    private static ByteBuffer packet(boolean click) {
        ByteBuffer packet = ByteBuffer.allocateDirect(5 + PACKET_FRAMES * 4).order(ByteOrder.LITTLE_ENDIAN);
        packet.put(new byte[] {1, 16, 2, 3, 0});
        for (int i = 0; i < PACKET_FRAMES; i++) {
            short sample = (short) Math.round(32 * Math.sin(2 * Math.PI * i / 96));
            if (click && i == 0) {
                sample = CLICK;
            }
            packet.putShort(sample).putShort(sample);
        }
        return packet;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stopping = true;
        LockSupport.unpark(thread);
        thread.join();
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
