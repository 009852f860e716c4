package io.antiphon.io.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The net-in thread: waits for datagrams on all registered sockets and hands each readable one to its reader. Blocks on
 * nothing but its selector. Any thread may register and close.
 */
public final class NetInLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetInLoop.class);

    private final Selector selector;
    private final Queue<Registration> registrations = new ConcurrentLinkedQueue<>();
    private final Thread thread;

    /** Takes what a socket holds; called by the net-in thread, must not block. */
    public interface Reader {
        /** The socket has datagrams; what is left there leads to another call. */
        void onReadable(DatagramChannel channel) throws IOException;
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

    /** Starts the thread. */
    public void start() {
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
        try {
            while (selector.isOpen()) {
                takeRegistrations();
                selector.select(NetInLoop::read);
            }
        } catch (ClosedSelectorException e) {
            LOG.debug("net-in: closed");
        } catch (IOException e) {
            LOG.error("net-in: selector failed, no more datagrams are read", e);
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

    private static void read(SelectionKey key) {
        try {
            if (key.isValid() && key.attachment() instanceof Reader reader) {
                reader.onReadable((DatagramChannel) key.channel());
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
