package io.antiphon.engine.clock;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock that stands still until a test moves it. Threads that wait for a deadline are woken when the clock reaches
 * it. Any thread may call; not for the render thread of a live engine.
 */
public final class ManualClock implements Clock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long nowNs;

    @Override
    public long nowNs() {
        lock.lock();
        try {
            return nowNs;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitUntil(long deadlineNs) {
        lock.lock();
        try {
            while (nowNs < deadlineNs) {
                moved.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Moves the clock forward by {@code ns} ≥ 0 and wakes whoever waited for a time up to then. */
    public void advance(long ns) {
        if (ns < 0) {
            throw new IllegalArgumentException("ns=" + ns + ": a monotonic clock moves forward only");
        }
        lock.lock();
        try {
            nowNs += ns;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
