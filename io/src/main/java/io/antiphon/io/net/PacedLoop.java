package io.antiphon.io.net;

import io.antiphon.engine.clock.Clock;
import io.antiphon.io.foreign.MediaThread;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The net-out thread: lets each sender send what is due, then sleeps until the earliest next time. What falls due close
 * together leaves in one turn, so that many senders of equal formats cost one wake-up. Any thread may add and remove.
 */
public final class PacedLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PacedLoop.class);

    /** Longest sleep: how late a sender that was just added may be seen. */
    private static final long MAX_SLEEP_NS = 5_000_000;

    private final Clock clock;
    private final List<Sender> senders = new CopyOnWriteArrayList<>();
    private final Object added = new Object();
    private final Thread thread;
    private volatile boolean open = true;

    /** Something that sends at times of its own. */
    public interface Sender {
        /**
         * Sends what is due; called by the net-out thread, must not block.
         *
         * @param nowNs time now
         * @return when to be called again, at the latest
         */
        long sendDue(long nowNs);
    }

    /**
     * Makes the loop; {@link #start} sets it going.
     *
     * @param name name of the thread
     * @param clock what it waits by
     */
    public PacedLoop(String name, Clock clock) {
        this.clock = clock;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** Calls that sender from now on. */
    public void add(Sender sender) {
        synchronized (added) {
            senders.add(sender);
            added.notifyAll();
        }
    }

    /** Calls that sender no more; a call under way may still end. */
    public void remove(Sender sender) {
        senders.remove(sender);
    }

    /** Stops the thread and waits for its end. */
    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        MediaThread place = new MediaThread();
        try {
            while (open) {
                awaitSenders();
                clock.awaitUntil(turn(clock.nowNs()));
                place.onTurn();
            }
        } catch (InterruptedException e) {
            LOG.debug("net-out: closed");
        }
    }

    private void awaitSenders() throws InterruptedException {
        synchronized (added) {
            while (senders.isEmpty()) {
                added.wait();
            }
        }
    }

    /** One call of each sender; returns the earliest time that one of them asked for. */
    long turn(long nowNs) {
        long next = nowNs + MAX_SLEEP_NS;
        for (Sender sender : senders) {
            next = Math.min(next, call(sender, nowNs));
        }
        return next;
    }

    private long call(Sender sender, long nowNs) {
        try {
            return sender.sendDue(nowNs);
        } catch (RuntimeException e) {
            LOG.error("net-out: a sender failed and is not called again", e);
            senders.remove(sender);
            return Long.MAX_VALUE;
        }
    }
}
