package io.antiphon.benchmarks.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Scream receiver that notes when packets come and which of them hold a click. */
final class ReceiverProbe implements AutoCloseable {
    private static final int CLICK_LEVEL = 8_000;

    private final DatagramChannel channel;
    private final Thread thread;
    private final List<Long> clicksNs = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> arrivalsNs = Collections.synchronizedList(new ArrayList<>());

    ReceiverProbe() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        thread = Thread.ofPlatform().name("receiver").start(this::run);
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    void clear() {
        clicksNs.clear();
        arrivalsNs.clear();
    }

    /** Times at which a packet with a click came, in order. */
    List<Long> clicksNs() {
        synchronized (clicksNs) {
            return List.copyOf(clicksNs);
        }
    }

    /** Times at which packets came, in order. */
    List<Long> arrivalsNs() {
        synchronized (arrivalsNs) {
            return List.copyOf(arrivalsNs);
        }
    }

    private void run() {
        ByteBuffer packet = ByteBuffer.allocateDirect(2048).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (true) {
                packet.clear();
                channel.receive(packet);
                long nowNs = System.nanoTime();
                arrivalsNs.add(nowNs);
                packet.flip();
                if (holdsClick(packet)) {
                    clicksNs.add(nowNs);
                }
            }
        } catch (AsynchronousCloseException e) {
            return; // closed by its owner
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one of two packets that holds the larger half, when the click falls on a seam, is found by its peak alone. */
    private static boolean holdsClick(ByteBuffer packet) {
        for (int at = 5; at + 1 < packet.limit(); at += 4) {
            if (packet.getShort(at) > CLICK_LEVEL) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        channel.close();
        thread.join();
    }
}
