package io.antiphon.io.webrtc;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.net.LocalAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the media port can be reached now: public addresses as the settings have them, then the address it is bound to or,
 * when it is bound to all, those of the machine as they are; a machine that moves is found at its new address. Any thread.
 */
final class MediaAddresses {
    /** More would not fit the answer of a machine with hundreds of bridges, and no browser tries so many. */
    private static final int MAX_ADDRESSES = 32;

    /** The system takes a millisecond to list its interfaces: joins in a rush need not wait for it each. */
    private static final long KEPT_NS = Duration.ofSeconds(5).toNanos();

    private final List<InetAddress> fixed;
    private final InetAddress bound;
    private final boolean ipv6;
    private final int port;
    private final Clock clock;
    private Candidates last;
    private long listedNs;

    /** @param ipv6 whether the port can be reached by IPv6 too */
    MediaAddresses(WebRtcSettings settings, InetAddress bound, boolean ipv6, int port, Clock clock)
            throws EndpointException {
        List<InetAddress> publicOnes = new ArrayList<>();
        for (String address : settings.publicAddresses()) {
            publicOnes.add(resolve(address, "publicAddresses"));
        }
        this.fixed = List.copyOf(publicOnes);
        this.bound = bound;
        this.ipv6 = ipv6;
        this.port = port;
        this.clock = clock;
        this.listedNs = clock.nowNs();
        this.last = list();
    }

    /** The address that a text stands for, the one of IPv4 if there are several. */
    static InetAddress resolve(String text, String key) throws EndpointException {
        try {
            InetAddress[] all = InetAddress.getAllByName(text);
            for (InetAddress address : all) {
                if (address.getAddress().length == 4) {
                    return address;
                }
            }
            return withoutInterface(all[0]);
        } catch (UnknownHostException e) {
            throw new EndpointException("webrtc: " + key + "=" + text + " is not known; an address is allowed", e);
        }
    }

    int port() {
        return port;
    }

    /** The candidates of this moment. */
    synchronized Candidates now() {
        long nowNs = clock.nowNs();
        if (bound.isAnyLocalAddress() && nowNs - listedNs >= KEPT_NS) {
            listedNs = nowNs;
            last = list();
        }
        return last;
    }

    private Candidates list() {
        Set<InetAddress> addresses = new LinkedHashSet<>(fixed);
        if (bound.isAnyLocalAddress()) {
            LocalAddresses.all().stream()
                    .filter(address -> ipv6 || address.getAddress().length == 4)
                    .map(MediaAddresses::withoutInterface)
                    .forEach(addresses::add);
        } else {
            addresses.add(bound);
        }
        if (addresses.isEmpty()) {
            addresses.add(InetAddress.getLoopbackAddress()); // a machine that lists nothing still has itself
        }
        return new Candidates(addresses.stream().limit(MAX_ADDRESSES).toList(), port);
    }

    /** The name of an interface (RFC 4007, section 11) has no place in SDP. */
    private static InetAddress withoutInterface(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the bytes of an address are an address", e);
        }
    }
}
