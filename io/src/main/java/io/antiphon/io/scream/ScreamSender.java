package io.antiphon.io.scream;

import io.antiphon.engine.counters.Counters;
import io.antiphon.io.net.Interfaces;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sink's socket. The destination is looked up and connected to on a thread of its own, again and again until it
 * works, so that neither the control thread nor net-out waits for a name server. The net-out thread sends.
 */
final class ScreamSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScreamSender.class);

    /** DSCP EF (46) in the upper six bits: voice and audio, RFC 3246. */
    private static final int TRAFFIC_CLASS = 0xB8;

    private static final int MULTICAST_TTL = 16;
    private static final long RETRY_MS = 5_000;

    /** Pause after a refusal; short, so that a receiver that starts is served at once. */
    private static final long REFUSED_PAUSE_NS = 50_000_000L;

    /** Pause after the network said no. */
    private static final long UNREACHABLE_PAUSE_NS = 1_000_000_000L;

    private final String host;
    private final int port;
    private final Counters<ScreamSinkCounters> counters = new Counters<>(ScreamSinkCounters.class);
    private final Thread connecting;
    private volatile @Nullable DatagramChannel channel;
    private volatile boolean closed;
    private long silentUntilNs = Long.MIN_VALUE;
    private ScreamSinkCounters silentBecause = ScreamSinkCounters.UNRESOLVED;

    ScreamSender(String host, int port) {
        this.host = host;
        this.port = port;
        this.connecting = Thread.ofVirtual().name("scream-lookup").unstarted(this::connectUntilDone);
    }

    /** Begins to look the destination up. */
    void start() {
        connecting.start();
    }

    Counters<ScreamSinkCounters> counters() {
        return counters;
    }

    /** True when packets can go out. */
    boolean isConnected() {
        return channel != null;
    }

    /** Sends one packet, or counts why not. Net-out thread. */
    void send(ByteBuffer packet, long nowNs) {
        DatagramChannel to = channel;
        if (to == null) {
            counters.increment(ScreamSinkCounters.UNRESOLVED);
        } else if (silentUntilNs != Long.MIN_VALUE && nowNs - silentUntilNs < 0) {
            counters.increment(silentBecause);
        } else {
            write(to, packet, nowNs);
        }
    }

    @Override
    public void close() {
        closed = true;
        connecting.interrupt();
        closeQuietly(channel);
    }

    private void write(DatagramChannel to, ByteBuffer packet, long nowNs) {
        try {
            boolean sent = to.write(packet) > 0;
            counters.increment(sent ? ScreamSinkCounters.PACKETS : ScreamSinkCounters.SOCKET_FULL);
        } catch (PortUnreachableException e) {
            pause(ScreamSinkCounters.REFUSED, nowNs + REFUSED_PAUSE_NS);
        } catch (IOException e) {
            pause(ScreamSinkCounters.UNREACHABLE, nowNs + UNREACHABLE_PAUSE_NS);
        }
    }

    private void pause(ScreamSinkCounters reason, long untilNs) {
        silentBecause = reason;
        silentUntilNs = untilNs;
        counters.increment(reason);
    }

    private void connectUntilDone() {
        boolean told = false;
        try {
            while (!closed && !connect(told)) {
                told = true;
                Thread.sleep(RETRY_MS);
            }
        } catch (InterruptedException e) {
            LOG.debug("scream sender {}:{}: closed while looking it up", host, port);
        }
    }

    private boolean connect(boolean told) {
        DatagramChannel opened = null;
        try {
            InetAddress address = InetAddress.getByName(host);
            boolean ipv4 = address instanceof Inet4Address;
            opened = DatagramChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
            configure(opened, address.isMulticastAddress());
            opened.connect(new InetSocketAddress(address, port));
            channel = opened;
            if (closed) {
                closeQuietly(opened);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened);
            if (!told) {
                LOG.warn("scream sender {}:{}: cannot be reached, trying again: {}", host, port, e.toString());
            }
            return false;
        }
    }

    private static void configure(DatagramChannel opened, boolean multicast) throws IOException {
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.IP_TOS, TRAFFIC_CLASS);
        if (multicast) {
            opened.setOption(StandardSocketOptions.IP_MULTICAST_TTL, MULTICAST_TTL);
            Optional<NetworkInterface> leave = Interfaces.multicastDefault();
            if (leave.isPresent()) {
                opened.setOption(StandardSocketOptions.IP_MULTICAST_IF, leave.get());
            }
        }
    }

    private static void closeQuietly(@Nullable DatagramChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("scream sender: socket did not close: {}", e.toString());
            }
        }
    }
}
