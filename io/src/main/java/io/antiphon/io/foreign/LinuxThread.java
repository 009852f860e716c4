package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A thread of this process as Linux knows it, to be scheduled and measured from another one. Any thread may call, as
 * long as the thread lives; on other systems nothing is granted.
 *
 * @param id the kernel's number of the thread; 0 is whoever calls
 */
public record LinuxThread(int id) {
    private static final Outcome ELSEWHERE = Outcome.refused("only on Linux; this is " + System.getProperty("os.name"));

    /** The calling thread; not for virtual threads, which have none of their own. */
    public static LinuxThread current() {
        if (!LinuxNative.PRESENT) {
            return new LinuxThread(0);
        }
        try {
            return new LinuxThread((int) LinuxNative.GETTID.invokeExact());
        } catch (Throwable e) {
            throw new LinkageError("gettid", e);
        }
    }

    /**
     * Puts it under SCHED_FIFO.
     *
     * @param priority 1…99; higher runs first
     */
    public Outcome toFifo(int priority) {
        return schedule(LinuxNative.SCHED_FIFO, checked(priority));
    }

    /**
     * Puts it under SCHED_RR: threads of equal priority share a processor by turns.
     *
     * @param priority 1…99; higher runs first
     */
    public Outcome toRoundRobin(int priority) {
        return schedule(LinuxNative.SCHED_RR, checked(priority));
    }

    /** Puts it back under SCHED_OTHER. */
    public Outcome toOther() {
        return schedule(LinuxNative.SCHED_OTHER, 0);
    }

    /** CPU time that it has used, in nanoseconds; 0 when the system does not tell. */
    public long cpuNs() {
        if (!LinuxNative.PRESENT) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timespec = arena.allocate(16, 8);
            int error = (int) LinuxNative.CLOCK_GETTIME.invokeExact(cpuClock(), timespec);
            return error == 0 ? timespec.get(JAVA_LONG, 0) * 1_000_000_000L + timespec.get(JAVA_LONG, 8) : 0;
        } catch (Throwable e) {
            throw new LinkageError("clock_gettime", e);
        }
    }

    /** As {@code pthread_getcpuclockid} makes it: the thread's number inverted, a thread's clock (4) by the scheduler (2). */
    private int cpuClock() {
        return (~id << 3) | 4 | 2;
    }

    private static int checked(int priority) {
        if (priority < 1 || priority > 99) {
            throw new IllegalArgumentException("priority=" + priority + ": 1…99");
        }
        return priority;
    }

    private Outcome schedule(int policy, int priority) {
        if (!LinuxNative.PRESENT) {
            return ELSEWHERE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            MemorySegment parameter = arena.allocateFrom(JAVA_INT, priority);
            int result = (int) LinuxNative.SCHED_SETSCHEDULER.invokeExact(state, id, policy, parameter);
            return result == 0
                    ? Outcome.GRANTED
                    : Outcome.refused("sched_setscheduler(policy=" + policy + ", priority=" + priority + "): "
                            + LinuxNative.message(state));
        } catch (Throwable e) {
            throw new LinkageError("sched_setscheduler", e);
        }
    }
}
