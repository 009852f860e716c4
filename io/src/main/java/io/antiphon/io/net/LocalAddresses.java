package io.antiphon.io.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** IPv4 addresses at which this machine can be reached. Stateless; any thread. */
public final class LocalAddresses {
    private LocalAddresses() {}

    /** Addresses of all interfaces that are up: those others can reach first, link-local ones then, loopback last. */
    public static List<Inet4Address> all() {
        List<Inet4Address> reachable = new ArrayList<>();
        List<Inet4Address> linkLocal = new ArrayList<>();
        List<Inet4Address> loopback = new ArrayList<>();
        for (InetAddress address : ofInterfaces()) {
            if (!(address instanceof Inet4Address inet4)) {
                continue;
            }
            if (inet4.isLoopbackAddress()) {
                loopback.add(inet4);
            } else if (inet4.isLinkLocalAddress()) {
                linkLocal.add(inet4);
            } else {
                reachable.add(inet4);
            }
        }
        reachable.addAll(linkLocal);
        reachable.addAll(loopback);
        return List.copyOf(reachable);
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
