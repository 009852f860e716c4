package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A second descriptor of a bound UDP socket, by which many datagrams leave in one call of the kernel ({@code sendmmsg}).
 * Linux only; what else there is, {@link #problem} says. Any thread; each has a {@link DatagramBatch} of its own.
 */
public final class BatchSocket implements AutoCloseable {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int NONE = -1;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final String problem;
    private final boolean ipv6;
    private int descriptor;

    private BatchSocket(int descriptor, boolean ipv6, String problem) {
        this.descriptor = descriptor;
        this.ipv6 = ipv6;
        this.problem = problem;
    }

    /** Finds the descriptor of a bound socket; where that cannot be, the result says why and sends nothing. */
    public static BatchSocket of(DatagramChannel channel) {
        if (!LinuxNative.PRESENT) {
            return absent("only on Linux; this is " + System.getProperty("os.name"));
        }
        try {
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            return local == null ? absent("the socket is not bound") : find(local);
        } catch (IOException | LinkageError e) {
            return absent(String.valueOf(e.getMessage()));
        }
    }

    /** One that sends nothing, for that reason. */
    public static BatchSocket absent(String why) {
        return new BatchSocket(NONE, false, why);
    }

    /** Why nothing can be sent by it; empty when something can. */
    public String problem() {
        return problem;
    }

    private static BatchSocket find(InetSocketAddress local) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(DESCRIPTORS);
                Arena arena = Arena.ofConfined()) {
            for (Path entry : entries) {
                int candidate = Integer.parseInt(entry.getFileName().toString());
                OptionalInt family = datagramFamily(candidate, local, arena);
                if (family.isPresent()) {
                    // A number of our own stays ours when the channel is closed and its number is given to another
                    // file.
                    int own = (int) SocketNative.FCNTL.invokeExact(candidate, SocketNative.F_DUPFD_CLOEXEC, 0);
                    return own < 0
                            ? absent("no second descriptor could be had")
                            : new BatchSocket(own, family.getAsInt() == SocketNative.AF_INET6, "");
                }
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new LinkageError("fcntl", e);
        }
        return absent("no descriptor is bound to " + local);
    }

    /** Address family of a descriptor, when it is a UDP socket bound to that address. */
    private static OptionalInt datagramFamily(int candidate, InetSocketAddress local, Arena arena) throws Throwable {
        MemorySegment name = arena.allocate(128, 8);
        MemorySegment length = arena.allocateFrom(JAVA_INT, 128);
        MemorySegment type = arena.allocate(JAVA_INT);
        int named = (int) SocketNative.GETSOCKNAME.invokeExact(candidate, name, length);
        length.set(JAVA_INT, 0, Integer.BYTES);
        int typed = (int) SocketNative.GETSOCKOPT.invokeExact(
                candidate, SocketNative.SOL_SOCKET, SocketNative.SO_TYPE, type, length);
        if (named != 0 || typed != 0 || type.get(JAVA_INT, 0) != SocketNative.SOCK_DGRAM) {
            return OptionalInt.empty();
        }
        short family = name.get(JAVA_SHORT, 0);
        int port = Short.toUnsignedInt(Short.reverseBytes(name.get(JAVA_SHORT, 2)));
        boolean internet = family == SocketNative.AF_INET || family == SocketNative.AF_INET6;
        if (!internet || port != local.getPort()) {
            return OptionalInt.empty();
        }
        byte[] address = name.asSlice(family == SocketNative.AF_INET ? 4 : 8, family == SocketNative.AF_INET ? 4 : 16)
                .toArray(JAVA_BYTE);
        InetAddress bound = InetAddress.getByAddress(address);
        boolean same = bound.equals(local.getAddress())
                || (bound.isAnyLocalAddress() && local.getAddress().isAnyLocalAddress());
        return same ? OptionalInt.of(family) : OptionalInt.empty();
    }

    /** Whether addresses have to be written as those of IPv6, an IPv4 one mapped into them. */
    boolean isIpv6() {
        return ipv6;
    }

    /**
     * Sends what stands in the headers.
     *
     * @return how many the kernel took; negative: the error number
     */
    int send(MemorySegment headers, int count, MemorySegment callState) {
        lock.readLock().lock();
        try {
            if (descriptor == NONE) {
                return -SocketNative.EBADF;
            }
            int sent = (int)
                    SocketNative.SENDMMSG.invokeExact(callState, descriptor, headers, count, SocketNative.MSG_DONTWAIT);
            return sent < 0 ? -SocketNative.errno(callState) : sent;
        } catch (Throwable e) {
            throw new LinkageError("sendmmsg", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Waits until there is room for another datagram, at most so long. */
    void awaitRoom(MemorySegment pollfd, int atMostMs) {
        lock.readLock().lock();
        try {
            if (descriptor == NONE) {
                return;
            }
            pollfd.set(JAVA_INT, 0, descriptor);
            pollfd.set(JAVA_SHORT, 4, SocketNative.POLLOUT);
            int _ = (int) SocketNative.POLL.invokeExact(pollfd, 1L, atMostMs);
        } catch (Throwable e) {
            throw new LinkageError("poll", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Lets go of the descriptor; the socket lives as long as its channel. */
    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (descriptor != NONE) {
                int _ = (int) SocketNative.CLOSE.invokeExact(descriptor);
                descriptor = NONE;
            }
        } catch (Throwable e) {
            throw new LinkageError("close", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Where datagrams go, in Java's form and in the kernel's. Immutable.
     *
     * @param address in Java's form
     * @param ipv4 as {@code struct sockaddr_in}; empty for an IPv6 address
     * @param ipv6 as {@code struct sockaddr_in6}
     */
    @SuppressWarnings("ArrayRecordComponent") // two of them are never compared
    public record Destination(InetSocketAddress address, byte[] ipv4, byte[] ipv6) {
        /** The destination that an address stands for. */
        public static Destination of(InetSocketAddress address) {
            InetAddress host = address.getAddress();
            boolean isIpv6 = host instanceof Inet6Address;
            return new Destination(
                    address,
                    isIpv6 ? new byte[0] : sockaddr(address.getPort(), host.getAddress()),
                    sockaddr6(address.getPort(), host));
        }

        private static byte[] sockaddr(int port, byte[] host) {
            return ByteBuffer.allocate(16)
                    .order(ByteOrder.nativeOrder())
                    .putShort(SocketNative.AF_INET)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putShort((short) port)
                    .put(host)
                    .array();
        }

        private static byte[] sockaddr6(int port, InetAddress host) {
            byte[] bytes = host.getAddress();
            ByteBuffer into = ByteBuffer.allocate(28)
                    .order(ByteOrder.nativeOrder())
                    .putShort(SocketNative.AF_INET6)
                    .order(ByteOrder.BIG_ENDIAN)
                    .putShort((short) port)
                    .putInt(0);
            if (bytes.length == 4) {
                into.putLong(0).putInt(0xFFFF); // RFC 4291, section 2.5.5.2
            }
            into.put(bytes).order(ByteOrder.nativeOrder());
            return into.putInt(host instanceof Inet6Address six ? six.getScopeId() : 0)
                    .array();
        }
    }
}
