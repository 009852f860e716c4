package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/**
 * How Linux schedules the threads of this process and holds its memory. Every call says whether it was granted; on
 * other systems all of them say that they are for Linux. Stateless; any thread may call, those about the calling thread
 * act on that thread only (not for virtual threads, which have none of their own).
 */
public final class LinuxScheduling {
    private static final Outcome ELSEWHERE = Outcome.refused("only on Linux; this is " + System.getProperty("os.name"));

    /** Room for 1,024 processors, as the C library's cpu_set_t has it. */
    private static final long CPU_SET_BYTES = 128;

    private LinuxScheduling() {}

    /**
     * Puts the calling thread under SCHED_FIFO.
     *
     * @param priority 1…99; higher runs first
     */
    public static Outcome callerToFifo(int priority) {
        return new LinuxThread(0).toFifo(priority);
    }

    /**
     * Puts the calling thread under SCHED_RR: threads of equal priority share a processor by turns.
     *
     * @param priority 1…99; higher runs first
     */
    public static Outcome callerToRoundRobin(int priority) {
        return new LinuxThread(0).toRoundRobin(priority);
    }

    /** Whether the main thread, and with it every thread that it started, has a real-time policy. */
    public static boolean processIsRealTime() {
        if (!LinuxNative.PRESENT) {
            return false;
        }
        try {
            int pid = Math.toIntExact(ProcessHandle.current().pid());
            return (int) LinuxNative.SCHED_GETSCHEDULER.invokeExact(pid) > LinuxNative.SCHED_OTHER;
        } catch (Throwable e) {
            throw new LinkageError("sched_getscheduler", e);
        }
    }

    /** The processors that the calling thread may run on; empty where the system does not tell. */
    public static BitSet callerProcessors() {
        if (!LinuxNative.PRESENT) {
            return new BitSet();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES);
            int result = (int) LinuxNative.SCHED_GETAFFINITY.invokeExact(state, 0, CPU_SET_BYTES, set);
            return result == 0 ? BitSet.valueOf(set.toArray(JAVA_BYTE)) : new BitSet();
        } catch (Throwable e) {
            throw new LinkageError("sched_getaffinity", e);
        }
    }

    /** Keeps the calling thread to those processors. */
    public static Outcome callerToProcessors(BitSet processors) {
        if (!LinuxNative.PRESENT) {
            return ELSEWHERE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            MemorySegment set = arena.allocate(CPU_SET_BYTES, Long.BYTES);
            byte[] bytes = processors.toByteArray();
            MemorySegment.copy(bytes, 0, set, JAVA_BYTE, 0, bytes.length);
            int result = (int) LinuxNative.SCHED_SETAFFINITY.invokeExact(state, 0, CPU_SET_BYTES, set);
            return outcome(result, "sched_setaffinity(" + processors + ")", state);
        } catch (Throwable e) {
            throw new LinkageError("sched_setaffinity", e);
        }
    }

    /** Puts the calling thread back under SCHED_OTHER. */
    public static Outcome callerToOther() {
        return new LinuxThread(0).toOther();
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

    /**
     * Keeps memory of the process from being paged out, now and later: what was used once stays. Memory that is only
     * reserved, as most of a heap is, is not brought in.
     */
    public static Outcome lockMemory() {
        if (!LinuxNative.PRESENT) {
            return ELSEWHERE;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = LinuxNative.callState(arena);
            int flags = LinuxNative.MCL_CURRENT | LinuxNative.MCL_FUTURE | LinuxNative.MCL_ONFAULT;
            int result = (int) LinuxNative.MLOCKALL.invokeExact(state, flags);
            return outcome(result, "mlockall", state);
        } catch (Throwable e) {
            throw new LinkageError("mlockall", e);
        }
    }

    private static Outcome outcome(int result, String call, MemorySegment state) {
        return result == 0 ? Outcome.GRANTED : Outcome.refused(call + ": " + LinuxNative.message(state));
    }
}
