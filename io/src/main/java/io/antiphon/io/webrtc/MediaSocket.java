package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.io.net.PortException;
import io.antiphon.io.net.UdpSockets;
import io.antiphon.io.webrtc.WebRtcCounters.Name;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * The one UDP socket of all sessions. Any thread may send; one thread receives. Its threads are never interrupted: that
 * would close the socket for all.
 */
final class MediaSocket implements AutoCloseable {
    private final DatagramChannel channel;
    private final WebRtcCounters counters;
    private final Candidates candidates;

    MediaSocket(WebRtcSettings settings, WebRtcCounters counters) throws EndpointException {
        this.counters = counters;
        Inet4Address host = Candidates.inet4(settings.bindHost(), "bindHost");
        channel = bind(host, settings.port());
        try {
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            candidates = Candidates.of(settings, host, port);
        } catch (IOException | EndpointException e) {
            close();
            throw new EndpointException(String.valueOf(e.getMessage()), e);
        }
    }

    private static DatagramChannel bind(Inet4Address host, int port) throws EndpointException {
        try {
            return UdpSockets.bound(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new PortException(
                    "webrtc: cannot bind UDP " + host.getHostAddress() + ":" + port + ": " + e.getMessage(), e);
        }
    }

    Candidates candidates() {
        return candidates;
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
        } catch (IOException e) {
            counters.increment(Name.SEND_FAILED);
            return false;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            counters.increment(Name.SEND_FAILED); // nothing is left to be done with it
        }
    }
}
