package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/** Typed handles of the Linux C library that scheduling and waiting need. Immutable; only to be touched on Linux. */
final class LinuxNative {
    /** True on Linux; elsewhere this class must not be used further. */
    static final boolean PRESENT =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");

    static final int SCHED_OTHER = 0;
    static final int SCHED_FIFO = 1;
    static final int SCHED_RR = 2;
    static final int PR_SET_TIMERSLACK = 29;
    static final int MCL_CURRENT = 1;
    static final int MCL_FUTURE = 2;
    static final int MCL_ONFAULT = 4;
    static final int CLOCK_MONOTONIC = 1;
    static final int TIMER_ABSTIME = 1;
    static final int EINTR = 4;

    private static final NativeLibrary C = NativeLibrary.system();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /** {@code int sched_setscheduler(pid_t, int policy, const struct sched_param *)}; takes the call state first. */
    static final MethodHandle SCHED_SETSCHEDULER =
            C.function("sched_setscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), ERRNO);

    /** {@code int sched_getscheduler(pid_t)}. */
    static final MethodHandle SCHED_GETSCHEDULER =
            C.function("sched_getscheduler", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /** {@code int sched_getaffinity(pid_t, size_t, cpu_set_t *)}; takes the call state first. */
    static final MethodHandle SCHED_GETAFFINITY =
            C.function("sched_getaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), ERRNO);

    /** {@code int sched_setaffinity(pid_t, size_t, const cpu_set_t *)}; takes the call state first. */
    static final MethodHandle SCHED_SETAFFINITY =
            C.function("sched_setaffinity", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), ERRNO);

    /** {@code pid_t gettid(void)}. */
    static final MethodHandle GETTID = C.function("gettid", FunctionDescriptor.of(JAVA_INT));

    /** {@code int clock_gettime(clockid_t, struct timespec *)}. */
    static final MethodHandle CLOCK_GETTIME =
            C.function("clock_gettime", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));

    /** {@code int prctl(int option, unsigned long)}; takes the call state first. */
    static final MethodHandle PRCTL = C.function(
            "prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG), Linker.Option.firstVariadicArg(1), ERRNO);

    /** {@code int mlockall(int flags)}; takes the call state first. */
    static final MethodHandle MLOCKALL = C.function("mlockall", FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);

    /**
     * {@code int clock_nanosleep(clockid_t, int flags, const struct timespec *, struct timespec *)}; returns the error.
     * Blocks, so it is not linked as critical: the thread would hold up safepoints.
     */
    static final MethodHandle CLOCK_NANOSLEEP =
            C.function("clock_nanosleep", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    private static final MethodHandle STRERROR = C.function("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private LinuxNative() {}

    /** Room for the error number of one call. */
    static MemorySegment callState(Arena arena) {
        return arena.allocate(CALL_STATE);
    }

    /** What the last call said, in the system's words. */
    static String message(MemorySegment callState) {
        int errno = (int) ERRNO_OF.get(callState, 0L);
        try {
            MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
            return text.reinterpret(256).getString(0) + " (errno=" + errno + ")";
        } catch (Throwable e) {
            throw new LinkageError("strerror", e);
        }
    }
}
