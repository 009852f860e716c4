package io.antiphon.io.scream;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider.SinkRequest;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.net.NetInLoop;
import io.antiphon.io.net.PacedLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;

/** Receiver and sender on loopback with real sockets, threads and time, and a graph that is turned by the test. */
final class LoopbackRig implements AutoCloseable {
    static final GraphFormat GRAPH = GraphFormat.DEFAULT;

    final SystemClock clock = new SystemClock();
    final GraphTime time = new GraphTime(GRAPH.sampleRateHz(), clock.nowNs());
    final NetInLoop netIn = new NetInLoop("test-net-in");
    final PacedLoop netOut = new PacedLoop("test-net-out", clock);
    final ScreamSourceProvider sources;
    final ScreamSinkProvider sinks = new ScreamSinkProvider(netOut, GRAPH, time);

    LoopbackRig() {
        this(List.of(0));
    }

    LoopbackRig(List<Integer> ports) {
        ScreamSettings settings = ScreamSettings.withReceiverPort(0).boundTo("127.0.0.1", ports);
        sources = new ScreamSourceProvider(settings, netIn, GRAPH, time, clock);
        netIn.start();
        netOut.start();
    }

    int port() {
        return sources.ports().get(0);
    }

    SourceEndpoint source(String tag) throws EndpointException {
        return sources.open(tag);
    }

    SinkEndpoint sink(int port, PcmFormat format) throws EndpointException {
        return sinks.open(new SinkRequest("sink", "127.0.0.1", port, format));
    }

    /** A socket of a sender with that address. */
    DatagramChannel sender(String address) throws IOException {
        return DatagramChannel.open()
                .bind(new InetSocketAddress(address, 0))
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()));
    }

    /** Runs the graph in real time: each period the source is read and the sink written. Returns what was read. */
    float[][] run(int periods, PeriodWork work) {
        float[][] heard = new float[AudioBlock.MAX_CHANNELS][periods * GRAPH.periodFrames()];
        AudioBlock read = new AudioBlock(AudioBlock.MAX_CHANNELS, GRAPH.periodFrames());
        long first = (clock.nowNs() - time.nsOf(0)) / 1_000 * GRAPH.sampleRateHz() / 1_000_000;
        for (int i = 0; i < periods; i++) {
            long position = first + (long) i * GRAPH.periodFrames();
            clock.awaitUntil(time.nsOf(position));
            work.render(read, position);
            for (int c = 0; c < heard.length; c++) {
                System.arraycopy(read.channel(c), 0, heard[c], i * GRAPH.periodFrames(), GRAPH.periodFrames());
            }
        }
        return heard;
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
        netOut.close();
        netIn.close();
        sources.close();
    }

    /** One turn of the graph. */
    interface PeriodWork {
        /** Renders the period at {@code position}. */
        void render(AudioBlock block, long position);
    }
}
