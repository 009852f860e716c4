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
    private final Condition arrived = lock.newCondition();
    private long nowNs;
    private long moves;
    private int waiting;

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
                awaitMove();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Blocks until {@code threads} threads wait for a time that has not come: until they have done what was due. */
    public void awaitWaiting(int threads) throws InterruptedException {
        lock.lock();
        try {
            while (waiting < threads) {
                arrived.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next move, which takes everybody out of the count. */
    private void awaitMove() throws InterruptedException {
        long before = moves;
        waiting++;
        arrived.signalAll();
        try {
            while (moves == before) {
                moved.await();
            }
        } catch (InterruptedException e) {
            waiting -= moves == before ? 1 : 0;
            throw e;
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
            moves++;
            waiting = 0;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
