package io.antiphon.io.net;

import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;

/** What the machine's network interfaces are good for. Any thread. */
public final class Interfaces {
    private Interfaces() {}

    /** Interfaces that are up, speak IPv4 and can multicast, loopback among them whether it says so or not. */
    public static List<NetworkInterface> multicast() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Interfaces::isUsable)
                    .toList();
        } catch (SocketException e) {
            return List.of(); // a machine without any interface
        }
    }

    /** Where multicast leaves by default: the first interface beyond loopback, else loopback. */
    public static Optional<NetworkInterface> multicastDefault() {
        List<NetworkInterface> usable = multicast();
        return usable.stream()
                .filter(candidate -> !isLoopback(candidate))
                .findFirst()
                .or(() -> usable.stream().findFirst());
    }

    private static boolean isUsable(NetworkInterface candidate) {
        try {
            return candidate.isUp()
                    && (candidate.supportsMulticast() || candidate.isLoopback())
                    && candidate.inetAddresses().anyMatch(Inet4Address.class::isInstance);
        } catch (SocketException e) {
            return false; // it went away while we looked
        }
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback();
        } catch (SocketException e) {
            return false;
        }
    }
}
