package io.antiphon.io.webrtc;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** A buffer to build packets in, and the socket they leave by. Owned by the encoder thread. */
final class PacketWriter {
    private static final int CAPACITY = 1_500;

    private final MediaSocket socket;
    private final byte[] buffer = new byte[CAPACITY];
    private final ByteBuffer out = ByteBuffer.allocateDirect(CAPACITY);

    PacketWriter(MediaSocket socket) {
        this.socket = socket;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Sends the first {@code length} bytes of the buffer. */
    void send(int length, InetSocketAddress to) {
        out.clear().put(buffer, 0, length).flip();
        socket.send(out, to);
    }
}
