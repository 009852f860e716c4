package io.antiphon.engine.render;

import io.antiphon.engine.audio.RealTime;

/** A daemon thread that goes round until it is closed. Control thread; {@link #isStopping} is what the loop asks. */
final class LoopThread implements AutoCloseable {
    private static final long STOP_TIMEOUT_MS = 2_000;

    private final Thread thread;
    private volatile boolean stopping;

    /** @param loop ends when {@link #isStopping}, which an interrupt makes it look at */
    LoopThread(String name, Runnable loop) {
        thread = new Thread(loop, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @RealTime
    boolean isStopping() {
        return stopping;
    }

    /** Ends the loop and waits for it, for two seconds at most; what is being done is finished. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(STOP_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
