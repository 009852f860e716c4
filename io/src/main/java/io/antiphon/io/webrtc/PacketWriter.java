package io.antiphon.io.webrtc;

import io.antiphon.io.foreign.BatchSocket;
import io.antiphon.io.foreign.DatagramBatch;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A buffer to build packets in, and the socket they leave by: together where the system can, else each by itself. Owned by
 * the encoder thread.
 */
final class PacketWriter implements AutoCloseable {
    private static final int CAPACITY = 1_500;

    private final MediaSocket socket;
    private final byte[] buffer = new byte[CAPACITY];
    private final ByteBuffer out = ByteBuffer.allocateDirect(CAPACITY);
    private final @Nullable DatagramBatch batch;

    PacketWriter(MediaSocket socket) {
        this.socket = socket;
        this.batch = socket.batches().problem().isEmpty() ? new DatagramBatch(socket.batches()) : null;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Sends the first {@code length} bytes of the buffer, at the next {@link #flush} at the latest. */
    void send(int length, BatchSocket.Destination to) {
        if (batch == null) {
            out.clear().put(buffer, 0, length).flip();
            socket.send(out, to.address());
            return;
        }
        if (batch.isFullFor(length)) {
            flush();
        }
        batch.add(buffer, length, to);
    }

    /** Lets what was gathered leave. */
    void flush() {
        if (batch != null) {
            int refused = batch.flush();
            if (refused > 0) {
                socket.refused(refused);
            }
        }
    }

    @Override
    public void close() {
        if (batch != null) {
            batch.close();
        }
    }
}
