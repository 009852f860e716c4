package io.antiphon.io.stream;

import java.util.concurrent.LinkedBlockingQueue;

/**
 * The thread that hands parts to listeners, of all streams one after the other: encoders do not wait for as many calls of
 * the system as there are listeners. What it calls does not wait. {@link #announce} may be called by any thread.
 */
final class SendingThread implements AutoCloseable {
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
                turns.take().run();
            }
        } catch (InterruptedException e) {
            turns.clear(); // it is over
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
