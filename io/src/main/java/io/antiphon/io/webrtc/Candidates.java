package io.antiphon.io.webrtc;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses at which listeners can reach the media port, the best first (RFC 8445, section 5.1). Immutable.
 *
 * @param addresses at least one, none with the name of an interface
 * @param port UDP port of all of them
 */
record Candidates(List<InetAddress> addresses, int port) {
    /** Type preference of host candidates (RFC 8445, section 5.1.2.2). */
    private static final long HOST_PREFERENCE = 126;

    private static final long HIGHEST_LOCAL_PREFERENCE = 65_535;
    private static final int COMPONENT_RTP = 1;

    Candidates {
        addresses = List.copyOf(addresses);
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
