package io.antiphon.io.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** Addresses at which this machine can be reached. Stateless; any thread. */
public final class LocalAddresses {
    private LocalAddresses() {}

    /**
     * Addresses of all interfaces that are up: those that others can reach first, IPv4 before IPv6, then link-local ones of
     * IPv4, loopback last. Link-local ones of IPv6 mean nothing without the name of an interface and are left out.
     */
    public static List<InetAddress> all() {
        List<InetAddress> all = new ArrayList<>(ofInterfaces());
        all.removeIf(address -> address instanceof Inet6Address
                && (address.isLinkLocalAddress() || address.isSiteLocalAddress())
                && !address.isLoopbackAddress());
        all.sort(Comparator.comparingInt(LocalAddresses::distance));
        return List.copyOf(new LinkedHashSet<>(all));
    }

    private static int distance(InetAddress address) {
        int family = address instanceof Inet6Address ? 1 : 0;
        if (address.isLoopbackAddress()) {
            return 4 + family;
        }
        return (address.isLinkLocalAddress() ? 2 : 0) + family;
    }

    private static List<InetAddress> ofInterfaces() {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp()) {
                    addresses.addAll(Collections.list(each.getInetAddresses()));
                }
            }
        } catch (SocketException e) {
            addresses.add(InetAddress.getLoopbackAddress()); // a machine that lists no interface still has itself
        }
        return addresses;
    }
}
