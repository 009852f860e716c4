package io.antiphon.io.scream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.net.NetInLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/** A receiver on loopback with real sockets and a real net-in thread. */
final class LoopbackRig implements AutoCloseable {
    static final GraphFormat GRAPH = GraphFormat.DEFAULT;

    final GraphTime time;
    final NetInLoop netIn = new NetInLoop("test-net-in");
    final ScreamSourceProvider sources;

    LoopbackRig() {
        this(List.of(0), new SystemClock());
    }

    LoopbackRig(List<Integer> ports, Clock clock) {
        this("127.0.0.1", ports, clock);
    }

    /** Bound to the address of all interfaces: the only one at which multicast arrives. */
    static LoopbackRig onAllAddresses() {
        return new LoopbackRig("0.0.0.0", List.of(0), new SystemClock());
    }

    private LoopbackRig(String bindHost, List<Integer> ports, Clock clock) {
        ScreamSettings settings = ScreamSettings.on(bindHost, ports);
        time = new GraphTime(GRAPH.sampleRateHz(), clock.nowNs());
        sources = new ScreamSourceProvider(settings, netIn, GRAPH, time, clock);
        netIn.start();
    }

    int port() {
        return sources.ports().get(0);
    }

    SourceEndpoint source(String tag) throws EndpointException {
        return sources.open(tag);
    }

    /** A socket of a sender with that address. */
    DatagramChannel sender(String address) throws IOException {
        return DatagramChannel.open()
                .bind(new InetSocketAddress(address, 0))
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    static ByteBuffer packet(String headerHex, int value) {
        ByteBuffer packet = ByteBuffer.allocate(1_157).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        packet.put(java.util.HexFormat.of().parseHex(headerHex));
        while (packet.remaining() >= 2) {
            packet.putShort((short) value);
        }
        return packet.position(0).limit(1_157);
    }

    @Override
    public void close() {
        netIn.close();
        sources.close();
    }
}
