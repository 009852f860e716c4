package io.antiphon.io.webrtc;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.foreign.BatchSocket;
import io.antiphon.io.net.PortException;
import io.antiphon.io.net.UdpSockets;
import io.antiphon.io.webrtc.WebRtcCounters.Name;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one UDP socket of all sessions, for both families of addresses where it is bound to all interfaces. Any thread may
 * send; one thread receives. Its threads are never interrupted: that would close the socket for all.
 */
final class MediaSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSocket.class);

    private final DatagramChannel channel;
    private final WebRtcCounters counters;
    private final MediaAddresses addresses;
    private final BatchSocket batches;
    private final boolean expedited;

    MediaSocket(WebRtcSettings settings, WebRtcCounters counters, Clock clock) throws EndpointException {
        this.counters = counters;
        InetAddress host = MediaAddresses.resolve(settings.bindHost(), "bindHost");
        channel = bind(host, settings.port());
        expedited = UdpSockets.expedite(channel);
        batches = settings.batches() ? BatchSocket.of(channel) : BatchSocket.absent("not wanted");
        try {
            InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
            boolean ipv6 = !(local.getAddress() instanceof Inet4Address);
            addresses = new MediaAddresses(settings, host, ipv6, local.getPort(), clock);
        } catch (IOException | EndpointException e) {
            close();
            throw new EndpointException(String.valueOf(e.getMessage()), e);
        }
        LOG.info(
                "webrtc: media at {}, batches={}, expedited={}",
                addresses.now(),
                batches.problem().isEmpty() ? "yes" : batches.problem(),
                expedited);
    }

    private static DatagramChannel bind(InetAddress host, int port) throws EndpointException {
        try {
            return host.isAnyLocalAddress()
                    ? UdpSockets.boundToBothFamilies(port)
                    : UdpSockets.bound(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new PortException(
                    "webrtc: cannot bind UDP " + host.getHostAddress() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** The candidates of this moment. */
    Candidates candidates() {
        return addresses.now();
    }

    int port() {
        return addresses.port();
    }

    /** How many datagrams leave in one call; one with a problem says why each goes by itself. */
    BatchSocket batches() {
        return batches;
    }

    /** True when the network was asked to let what leaves pass first. */
    boolean isExpedited() {
        return expedited;
    }

    /** Waits for a datagram; throws when the socket is closed. */
    InetSocketAddress receive(ByteBuffer into) throws IOException {
        return (InetSocketAddress) channel.receive(into);
    }

    void send(byte[] datagram, InetSocketAddress to) {
        send(ByteBuffer.wrap(datagram), to);
    }

    /** Sends; what the system refuses is counted: the network may lose it as well. */
    boolean send(ByteBuffer datagram, InetSocketAddress to) {
        try {
            return channel.send(datagram, to) > 0;
        } catch (IOException | UnsupportedOperationException e) {
            refused(1);
            return false;
        }
    }

    /** Counts datagrams that the system did not take. */
    void refused(int datagrams) {
        counters.add(Name.SEND_FAILED, datagrams);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            batches.close();
            channel.close();
        } catch (IOException e) {
            counters.increment(Name.SEND_FAILED); // nothing is left to be done with it
        }
    }
}
