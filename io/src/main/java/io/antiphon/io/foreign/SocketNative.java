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

/** Typed handles of the Linux C library that sending in batches needs. Immutable; only to be touched on Linux. */
final class SocketNative {
    static final short AF_INET = 2;
    static final short AF_INET6 = 10;
    static final int SOL_SOCKET = 1;
    static final int SO_TYPE = 3;
    static final int SOCK_DGRAM = 2;
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int EINTR = 4;
    static final int EBADF = 9;
    static final int EAGAIN = 11;
    static final int MSG_DONTWAIT = 0x40;
    static final short POLLOUT = 4;

    private static final NativeLibrary C = NativeLibrary.system();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_OF = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /** {@code int sendmmsg(int, struct mmsghdr *, unsigned int, int flags)}; takes the call state first. */
    static final MethodHandle SENDMMSG =
            C.function("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), ERRNO);

    /** {@code int getsockname(int, struct sockaddr *, socklen_t *)}. */
    static final MethodHandle GETSOCKNAME =
            C.function("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    /** {@code int getsockopt(int, int level, int option, void *, socklen_t *)}. */
    static final MethodHandle GETSOCKOPT =
            C.function("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

    /** {@code int fcntl(int, int command, int)}. */
    static final MethodHandle FCNTL = C.function(
            "fcntl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));

    /** {@code int close(int)}. */
    static final MethodHandle CLOSE = C.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    /** {@code int poll(struct pollfd *, nfds_t, int timeout)}. */
    static final MethodHandle POLL = C.function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private SocketNative() {}

    /** Room for the error number of one call. */
    static MemorySegment callState(Arena arena) {
        return arena.allocate(CALL_STATE);
    }

    /** The error number of the last call. */
    static int errno(MemorySegment callState) {
        return (int) ERRNO_OF.get(callState, 0L);
    }
}
