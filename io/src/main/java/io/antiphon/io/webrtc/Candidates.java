package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.net.LocalAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The addresses at which listeners can reach the media port, the best first (RFC 8445, section 5.1). Immutable.
 *
 * @param addresses at least one
 * @param port UDP port of all of them
 */
record Candidates(List<Inet4Address> addresses, int port) {
    /** Type preference of host candidates (RFC 8445, section 5.1.2.2). */
    private static final long HOST_PREFERENCE = 126;

    private static final long HIGHEST_LOCAL_PREFERENCE = 65_535;
    private static final int COMPONENT_RTP = 1;

    Candidates {
        addresses = List.copyOf(addresses);
    }

    /**
     * Candidates of a socket bound as the settings say: on all interfaces those of the machine, loopback last, since only
     * a browser on this machine can use it; else the bound address. Public addresses stand in front.
     */
    static Candidates of(WebRtcSettings settings, Inet4Address bound, int port) throws EndpointException {
        Set<Inet4Address> addresses = new LinkedHashSet<>();
        for (String address : settings.publicAddresses()) {
            addresses.add(inet4(address, "publicAddresses"));
        }
        addresses.addAll(bound.isAnyLocalAddress() ? LocalAddresses.all() : List.of(bound));
        return new Candidates(List.copyOf(addresses), port);
    }

    /** The IPv4 address that a text stands for. */
    static Inet4Address inet4(String text, String key) throws EndpointException {
        try {
            for (InetAddress address : InetAddress.getAllByName(text)) {
                if (address instanceof Inet4Address inet4) {
                    return inet4;
                }
            }
        } catch (UnknownHostException e) {
            throw new EndpointException("webrtc: " + key + "=" + text + " is not known; an IPv4 address is allowed", e);
        }
        throw new EndpointException("webrtc: " + key + "=" + text + " has no IPv4 address, which is needed");
    }

    /** Values of the {@code a=candidate} lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            long priority = (HOST_PREFERENCE << 24) | ((HIGHEST_LOCAL_PREFERENCE - i) << 8) | (256 - COMPONENT_RTP);
            lines.add((i + 1) + " " + COMPONENT_RTP + " udp " + priority + " "
                    + addresses.get(i).getHostAddress() + " " + port + " typ host");
        }
        return lines;
    }
}
