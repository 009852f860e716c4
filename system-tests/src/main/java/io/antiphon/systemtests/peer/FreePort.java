package io.antiphon.systemtests.peer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;

/** Ports that nobody uses now. */
public final class FreePort {
    private FreePort() {}

    public static int tcp() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public static int udp() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
