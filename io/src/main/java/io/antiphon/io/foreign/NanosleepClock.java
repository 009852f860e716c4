package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * The monotonic clock of Linux, waiting by {@code clock_nanosleep} until an absolute time; wakes nearer to the deadline
 * than parking does. {@link System#nanoTime} is CLOCK_MONOTONIC on Linux, so both speak of the same time.
 *
 * <p>For one waiting thread: the render thread. Any thread may call {@link #nowNs}.
 */
public final class NanosleepClock implements Clock {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long SECONDS = 0;
    private static final long NANOSECONDS = 8;

    private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);

    /** True where this clock works: on 64-bit Linux. */
    public static boolean isAvailable() {
        return LinuxNative.PRESENT;
    }

    /** @throws UnsupportedOperationException where {@link #isAvailable} is false */
    public NanosleepClock() {
        if (!isAvailable()) {
            throw new UnsupportedOperationException("clock_nanosleep: only on Linux");
        }
    }

    @Override
    @RealTime
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    @RealTime
    public void awaitUntil(long deadlineNs) {
        timespec.set(JAVA_LONG, SECONDS, Math.floorDiv(deadlineNs, NS_PER_SECOND));
        timespec.set(JAVA_LONG, NANOSECONDS, Math.floorMod(deadlineNs, NS_PER_SECOND));
        int error = sleep();
        while (error == LinuxNative.EINTR && !Thread.currentThread().isInterrupted()) {
            error = sleep(); // a signal ended it; the deadline is absolute, so just ask again
        }
        if (error != 0 && error != LinuxNative.EINTR) {
            LockSupport.parkNanos(deadlineNs - System.nanoTime());
        }
    }

    /** The error number; −1 when the call could not be made, which the caller answers by parking instead. */
    @RealTime
    private int sleep() {
        try {
            return (int) LinuxNative.CLOCK_NANOSLEEP.invokeExact(
                    LinuxNative.CLOCK_MONOTONIC, LinuxNative.TIMER_ABSTIME, timespec, MemorySegment.NULL);
        } catch (Throwable e) {
            return -1;
        }
    }
}
