package io.antiphon.benchmarks.lateness;

import java.util.concurrent.locks.LockSupport;

/**
 * A thread that allocates so many megabytes a second and keeps the last 64 of them, so that the collector has to work.
 * Started when it is made; any thread may close it.
 */
final class Churn implements AutoCloseable {
    private static final int LIVE_BYTES = 64 << 20;
    private static final int ARRAY_BYTES = 16 << 10;
    private static final long TURN_NS = 1_000_000;

    private final byte[][] live = new byte[LIVE_BYTES / ARRAY_BYTES][];
    private final double bytesPerNs;
    private final Thread thread;
    private volatile boolean stopping;

    Churn(int megabytesPerSecond) {
        this.bytesPerNs = megabytesPerSecond * 1e6 / 1e9;
        this.thread = Thread.ofPlatform().name("churn").daemon().start(this::run);
    }

    private void run() {
        long begunNs = System.nanoTime();
        long allocated = 0;
        int at = 0;
        while (!stopping) {
            double wanted = (System.nanoTime() - begunNs) * bytesPerNs;
            for (; allocated < wanted && !stopping; allocated += ARRAY_BYTES) {
                live[at] = new byte[ARRAY_BYTES];
                at = (at + 1) % live.length;
            }
            LockSupport.parkNanos(TURN_NS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
    }
}
