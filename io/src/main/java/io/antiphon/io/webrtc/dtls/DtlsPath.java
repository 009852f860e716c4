package io.antiphon.io.webrtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/**
 * The way of DTLS datagrams between the socket and the one thread that runs the protocol. Any thread may {@link #offer}
 * and {@link #end}; the protocol's thread does the rest. A full queue drops, as a network would: DTLS repeats.
 */
public final class DtlsPath implements DatagramTransport {
    /** Sends one datagram to the peer. */
    public interface Sender {
        /** Sends; must not keep the array. */
        void send(byte[] datagram, int offset, int length) throws IOException;
    }

    private static final int MAX_DATAGRAM_BYTES = 1_500;
    private static final int SEND_LIMIT_BYTES = 1_200;
    private static final int QUEUE_DATAGRAMS = 16;
    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(QUEUE_DATAGRAMS);
    private final Sender sender;
    private final HandshakeGate gate;
    private volatile boolean ended;
    private boolean closed;

    /**
     * @param sender takes datagrams for the peer
     * @param gate bounds how many handshakes compute at a time; this path lets others in while it waits
     */
    public DtlsPath(Sender sender, HandshakeGate gate) {
        this.sender = sender;
        this.gate = gate;
    }

    /** Hands over a datagram that came from the peer; false when it was dropped. */
    public boolean offer(byte[] datagram) {
        return incoming.offer(datagram);
    }

    /** Makes the protocol's thread return from waiting with an {@link InterruptedIOException}, now and ever after. */
    public void end() {
        ended = true;
        if (!incoming.offer(END)) {
            incoming.clear();
            incoming.add(END);
        }
    }

    /** The protocol's thread begins to compute. */
    void enter() {
        gate.enter();
    }

    /** The protocol's thread has ended. */
    void leave() {
        gate.leave();
    }

    @Override
    public int getReceiveLimit() {
        return MAX_DATAGRAM_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT_BYTES;
    }

    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
        if (closed || ended) {
            throw new InterruptedIOException("path ended");
        }
        byte[] datagram = await(waitMillis);
        if (ended) {
            throw new InterruptedIOException("path ended");
        }
        if (datagram == null) {
            return -1;
        }
        int received = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, into, offset, received);
        return received;
    }

    private byte @Nullable [] await(int waitMillis) throws InterruptedIOException {
        leave();
        try {
            return incoming.poll(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            enter();
        }
    }

    @Override
    public void send(byte[] datagram, int offset, int length) throws IOException {
        sender.send(datagram, offset, length);
    }

    /** Called by the protocol when the peer has said goodbye, and at the end. */
    @Override
    public void close() {
        closed = true;
    }
}
