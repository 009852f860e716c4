package io.antiphon.io.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/** Opens UDP sockets the way media needs them. Stateless; any thread. */
public final class UdpSockets {
    /** Wanted size of the kernel's queues; the system may grant less. */
    private static final int BUFFER_BYTES = 4 << 20;

    private static final String ANY_IPV4 = "0.0.0.0";

    /** Expedited forwarding (RFC 8837, section 5; RFC 3246), as the upper six bits of the octet. */
    private static final int EXPEDITED = 46 << 2;

    private UdpSockets() {}

    /**
     * A bound, blocking socket with large queues, of the family of that address. Not of both, since a dual-stack socket
     * costs about 10 % more a datagram.
     *
     * @throws IOException when the address cannot be bound
     */
    public static DatagramChannel bound(InetSocketAddress address) throws IOException {
        boolean ipv6 = address.getAddress() instanceof Inet6Address;
        return bound(DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET), address);
    }

    /**
     * The same for IPv4 and IPv6 on all interfaces; for IPv4 alone where the machine has no IPv6.
     *
     * @throws IOException when the port cannot be bound
     */
    public static DatagramChannel boundToBothFamilies(int port) throws IOException {
        DatagramChannel channel;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET6);
        } catch (UnsupportedOperationException | IOException e) {
            return bound(new InetSocketAddress(ANY_IPV4, port)); // no IPv6 in this kernel, or not wanted by this JVM
        }
        return bound(channel, new InetSocketAddress(port));
    }

    /**
     * Asks the network to let what leaves by it pass first, as voice.
     *
     * @return false when the system does not let this be asked
     */
    public static boolean expedite(DatagramChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
            return channel.getOption(StandardSocketOptions.IP_TOS) == EXPEDITED;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static DatagramChannel bound(DatagramChannel channel, InetSocketAddress address) throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
            return channel.bind(address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
