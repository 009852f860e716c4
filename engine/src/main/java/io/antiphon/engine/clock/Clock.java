package io.antiphon.engine.clock;

import io.antiphon.engine.audio.RealTime;

/**
 * Monotonic time and waiting for it. Everything in the program that depends on time takes one, so that a test can turn
 * it by hand. Any thread may call.
 */
public interface Clock {
    /** Nanoseconds of CLOCK_MONOTONIC; only differences have a meaning. */
    @RealTime
    long nowNs();

    /**
     * Waits until {@link #nowNs()} is at least {@code deadlineNs}; returns at once when it has passed. Returns early
     * when the thread is interrupted, and leaves the interrupt flag set.
     */
    @RealTime
    void awaitUntil(long deadlineNs);
}
