package io.antiphon.benchmarks.listeners;

import io.antiphon.io.foreign.LinuxThread;
import io.antiphon.io.webrtc.ice.StunBuilder;
import io.antiphon.io.webrtc.ice.StunMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Datagrams that nobody asked for, at a rate, from many ports: noise, DTLS from strangers, signed checks for nobody. */
final class GarbageLoad implements AutoCloseable {
    private static final int PORTS = 64;
    private static final long TURN_NS = 1_000_000;

    private final DatagramChannel[] channels = new DatagramChannel[PORTS];
    private final Thread thread;
    private volatile boolean open = true;
    private volatile long sent;

    GarbageLoad(int port, int perSecond) throws IOException {
        for (int i = 0; i < PORTS; i++) {
            channels[i] = DatagramChannel.open(StandardProtocolFamily.INET)
                    .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        thread = Thread.ofPlatform().name("garbage").start(() -> run(perSecond));
    }

    private void run(int perSecond) {
        LinuxThread.current().toOther();
        List<ByteBuffer> kinds = List.of(noise(), record(), check());
        long begunNs = System.nanoTime();
        int turn = 0;
        while (open) {
            long due = (System.nanoTime() - begunNs) / 1_000 * perSecond / 1_000_000;
            try {
                while (sent < due && open) {
                    channels[turn % PORTS].write(kinds.get(turn % kinds.size()).rewind());
                    turn++;
                    sent = turn;
                }
            } catch (IOException e) {
                return; // the server has gone
            }
            LockSupport.parkNanos(TURN_NS);
        }
    }

    private static ByteBuffer noise() {
        byte[] bytes = new byte[200];
        ThreadLocalRandom.current().nextBytes(bytes);
        return direct(bytes);
    }

    /** Says that it is a record of DTLS 1.2. */
    private static ByteBuffer record() {
        byte[] bytes = new byte[100];
        bytes[0] = 22;
        bytes[1] = (byte) 0xFE;
        bytes[2] = (byte) 0xFD;
        bytes[12] = 87;
        return direct(bytes);
    }

    private static ByteBuffer check() {
        return direct(new StunBuilder(StunMessage.BINDING_REQUEST, new byte[StunMessage.TRANSACTION_BYTES])
                .username("nobodyhere:garbage")
                .controlling(1, 1L, true)
                .signed("a password that nobody has"));
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    /** Datagrams so far. */
    long sent() {
        return sent;
    }

    @Override
    public void close() throws IOException {
        open = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (DatagramChannel channel : channels) {
            channel.close();
        }
    }
}
