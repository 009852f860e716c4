package io.antiphon.io.stream;

import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that hands parts to listeners, of all streams one after the other: encoders do not wait for as many calls of
 * the system as there are listeners. What it calls does not wait. {@link #announce} may be called by any thread.
 */
final class SendingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SendingThread.class);

    private final LinkedBlockingQueue<Runnable> turns = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("antiphon-streams").unstarted(this::run);
    private boolean started;

    /** Runs a turn soon. */
    void announce(Runnable turn) {
        synchronized (this) {
            if (!started) {
                started = true;
                thread.start();
            }
        }
        turns.add(turn);
    }

    private void run() {
        try {
            while (true) {
                runOne(turns.take());
            }
        } catch (InterruptedException e) {
            turns.clear(); // it is over
        }
    }

    /** A turn that fails costs no other stream anything. */
    private static void runOne(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            LOG.error("streams: sending failed", e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
