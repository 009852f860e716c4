package io.antiphon.io.net;

import io.antiphon.io.foreign.MediaThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The net-in thread: waits for datagrams on all registered sockets and hands each readable one to its reader. Blocks on
 * nothing but its selector. Any thread may register and close.
 */
public final class NetInLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetInLoop.class);

    /** Length of a turn while many senders keep the thread awake. */
    private static final long TURN_NS = 1_000_000;

    /** Wake-ups in a row, each sooner than a turn after the last, that make a crowd. */
    private static final int CROWD = 8;

    private final Selector selector;
    private final Queue<Registration> registrations = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private long lastTurnNs;
    private int crowding;
    private boolean drained;

    /** Takes what a socket holds; called by the net-in thread, must not block. */
    public interface Reader {
        /**
         * The socket has datagrams; what is left there leads to another call.
         *
         * @return true when all were taken
         */
        boolean onReadable(DatagramChannel channel) throws IOException;
    }

    /**
     * Makes the loop; {@link #start} sets it going.
     *
     * @param name name of the thread
     */
    public NetInLoop(String name) {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("net-in: no selector", e);
        }
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Starts the thread; what had come before is dropped, since it would pass for late. */
    public void start() {
        registrations.forEach(waiting -> dropWaiting(waiting.channel));
        thread.start();
    }

    /** Reads that non-blocking socket from now on, until it is closed. */
    public void register(DatagramChannel channel, Reader reader) {
        registrations.add(new Registration(channel, reader));
        selector.wakeup();
    }

    /** Stops the thread and waits for its end; the sockets stay open. */
    @Override
    public void close() {
        try {
            selector.close();
            thread.join();
        } catch (IOException e) {
            LOG.warn("net-in: selector did not close: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        MediaThread place = new MediaThread();
        try {
            while (selector.isOpen()) {
                takeRegistrations();
                drained = true;
                if (selector.select(this::read) > 0) {
                    place.onTurn();
                }
                rest();
            }
        } catch (ClosedSelectorException e) {
            LOG.debug("net-in: closed");
        } catch (IOException e) {
            LOG.error("net-in: selector failed, no more datagrams are read", e);
        }
    }

    /**
     * When wake-ups follow each other closely, packets are taken a turn's length at a time: waking up costs more than a
     * packet. A few senders never get there, and are stamped as they come.
     */
    private void rest() {
        long nowNs = System.nanoTime();
        crowding = Math.clamp(crowding + (nowNs - lastTurnNs < TURN_NS ? 1 : -CROWD), 0, CROWD);
        lastTurnNs = nowNs;
        if (crowding == CROWD && drained) {
            LockSupport.parkNanos(TURN_NS);
            lastTurnNs += TURN_NS;
        }
    }

    private void takeRegistrations() {
        for (Registration next = registrations.poll(); next != null; next = registrations.poll()) {
            try {
                next.channel.register(selector, SelectionKey.OP_READ, next.reader);
            } catch (ClosedChannelException e) {
                LOG.debug("net-in: socket was closed before it was read");
            }
        }
    }

    private static void dropWaiting(DatagramChannel channel) {
        ByteBuffer dropped = ByteBuffer.allocate(1);
        try {
            while (channel.receive(dropped) != null) {
                dropped.clear();
            }
        } catch (IOException e) {
            LOG.debug(
                    "net-in: {}", e.toString()); // closed meanwhile, or what the system reports of an earlier datagram
        }
    }

    private void read(SelectionKey key) {
        try {
            if (key.isValid() && key.attachment() instanceof Reader reader) {
                drained &= reader.onReadable((DatagramChannel) key.channel());
            }
        } catch (ClosedChannelException e) {
            key.cancel();
        } catch (IOException e) {
            LOG.debug("net-in: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.error("net-in: a reader failed and is not called again", e);
            key.cancel();
        }
    }

    private record Registration(DatagramChannel channel, Reader reader) {}
}
