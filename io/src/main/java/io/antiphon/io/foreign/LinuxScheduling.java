package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * How Linux schedules the threads of this process and holds its memory. Every call says whether it was granted; on
 * other systems all of them say that they are for Linux. Stateless; any thread may call, those about the calling thread
 * act on that thread only (not for virtual threads, which have none of their own).
 */
public final class LinuxScheduling {
    private static final Outcome ELSEWHERE = Outcome.refused("only on Linux; this is " + System.getProperty("os.name"));

    private LinuxScheduling() {}

    /**
     * Puts the calling thread under SCHED_FIFO.
     *
     * @param priority 1…99; higher runs first
     */
    public static Outcome callerToFifo(int priority) {
        if (priority < 1 || priority > 99) {
            throw new IllegalArgumentException("priority=" + priority + ": 1…99");
        }
        return setScheduler(0, LinuxNative.SCHED_FIFO, priority);
    }

    /** Puts the calling thread back under SCHED_OTHER. */
    public static Outcome callerToOther() {
        return setScheduler(0, LinuxNative.SCHED_OTHER, 0);
    }

    /** Lets timers of the calling thread fire within {@code slackNs} instead of the default 50 µs. */
    public static Outcome callerTimerSlack(long slackNs) {
        if (!LinuxNative.PRESENT) {
            return ELSEWHERE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            int result = (int) LinuxNative.PRCTL.invokeExact(state, LinuxNative.PR_SET_TIMERSLACK, slackNs);
            return outcome(result, "prctl(PR_SET_TIMERSLACK)", state);
        } catch (Throwable e) {
            throw new LinkageError("prctl", e);
        }
    }

    /** Keeps all memory of the process, now and later, from being paged out. */
    public static Outcome lockMemory() {
        if (!LinuxNative.PRESENT) {
            return ELSEWHERE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            int result =
                    (int) LinuxNative.MLOCKALL.invokeExact(state, LinuxNative.MCL_CURRENT | LinuxNative.MCL_FUTURE);
            return outcome(result, "mlockall", state);
        } catch (Throwable e) {
            throw new LinkageError("mlockall", e);
        }
    }

    private static Outcome setScheduler(int threadId, int policy, int priority) {
        if (!LinuxNative.PRESENT) {
            return ELSEWHERE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            MemorySegment parameter = arena.allocateFrom(JAVA_INT, priority);
            int result = (int) LinuxNative.SCHED_SETSCHEDULER.invokeExact(state, threadId, policy, parameter);
            return outcome(result, "sched_setscheduler(policy=" + policy + ", priority=" + priority + ")", state);
        } catch (Throwable e) {
            throw new LinkageError("sched_setscheduler", e);
        }
    }

    private static Outcome outcome(int result, String call, MemorySegment state) {
        return result == 0 ? Outcome.GRANTED : Outcome.refused(call + ": " + LinuxNative.message(state));
    }
}
