package io.antiphon.io.foreign;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams that are gathered, each for a destination of its own, and then leave together. In go packets, out go system
 * calls: 64 of the one make one of the other. Owned by one thread.
 */
public final class DatagramBatch implements AutoCloseable {
    /** So many datagrams leave in one call; four times as many cost as much each. */
    public static final int DATAGRAMS = 64;

    /** {@code struct mmsghdr}: a {@code msghdr} of 56 bytes and the number of bytes sent. */
    private static final int HEADER_BYTES = 64;

    private static final int NAME_LENGTH_AT = 8;
    private static final int VECTOR_AT = 16;
    private static final int VECTORS_AT = 24;
    private static final int VECTOR_BYTES = 16;
    private static final int NAME_BYTES = 32;
    private static final int CAPACITY_BYTES = 1 << 16;
    private static final int ROOM_WAIT_MS = 5;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment headers = arena.allocate((long) DATAGRAMS * HEADER_BYTES, 8);
    private final MemorySegment vectors = arena.allocate((long) DATAGRAMS * VECTOR_BYTES, 8);
    private final MemorySegment names = arena.allocate((long) DATAGRAMS * NAME_BYTES, 8);
    private final MemorySegment bytes = arena.allocate(CAPACITY_BYTES, 64);
    private final MemorySegment pollfd = arena.allocate(8, 4);
    private final MemorySegment callState = SocketNative.callState(arena);
    private final BatchSocket socket;
    private int count;
    private int filled;

    /** @param socket by which they leave; one without a problem */
    public DatagramBatch(BatchSocket socket) {
        this.socket = socket;
        for (int i = 0; i < DATAGRAMS; i++) {
            MemorySegment header = headers.asSlice((long) i * HEADER_BYTES, HEADER_BYTES);
            header.set(ADDRESS, 0, names.asSlice((long) i * NAME_BYTES, NAME_BYTES));
            header.set(ADDRESS, VECTOR_AT, vectors.asSlice((long) i * VECTOR_BYTES, VECTOR_BYTES));
            header.set(JAVA_LONG, VECTORS_AT, 1);
        }
    }

    /** True when a datagram of that length finds no room before {@link #flush}. */
    public boolean isFullFor(int length) {
        return count == DATAGRAMS || filled + length > CAPACITY_BYTES;
    }

    /** Adds the first {@code length} bytes of an array, which is free again at once. */
    public void add(byte[] datagram, int length, BatchSocket.Destination to) {
        byte[] name = socket.isIpv6() ? to.ipv6() : to.ipv4();
        MemorySegment.copy(name, 0, names, JAVA_BYTE, (long) count * NAME_BYTES, name.length);
        MemorySegment.copy(datagram, 0, bytes, JAVA_BYTE, filled, length);
        headers.set(JAVA_INT, (long) count * HEADER_BYTES + NAME_LENGTH_AT, name.length);
        vectors.set(JAVA_LONG, (long) count * VECTOR_BYTES, bytes.address() + filled);
        vectors.set(JAVA_LONG, (long) count * VECTOR_BYTES + 8, length);
        count++;
        filled += length;
    }

    /**
     * Sends what was added.
     *
     * @return how many the system refused; they are gone, as the network may lose them
     */
    public int flush() {
        int refused = 0;
        int waits = 0;
        for (int at = 0; at < count; ) {
            int sent = socket.send(headers.asSlice((long) at * HEADER_BYTES), count - at, callState);
            if (sent > 0) {
                at += sent;
            } else if (sent == -SocketNative.EAGAIN && waits++ == 0) {
                socket.awaitRoom(pollfd, ROOM_WAIT_MS);
            } else if (sent != -SocketNative.EINTR) {
                at++; // the first of the rest is the one that was refused
                refused++;
            }
        }
        count = 0;
        filled = 0;
        return refused;
    }

    @Override
    public void close() {
        arena.close();
    }
}
