package io.antiphon.io.scream;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.endpoint.StreamInput;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.net.Interfaces;
import io.antiphon.io.net.NetInLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives Scream on all its ports and tells the streams apart by the sender's address. A port that cannot be had is a
 * {@link #problems problem}, not a failure: the others work.
 *
 * <p>The net-in thread reads; the control thread opens and closes sources; any thread may ask. Streams nobody opened
 * are known as long as there is room: the longest gone makes room for a new one, so that a flood from made-up addresses
 * fills no memory.
 */
final class ScreamReceiver implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScreamReceiver.class);

    /** Most streams that are known without a source. */
    static final int MAX_UNOPENED_STREAMS = 256;

    /** Room for a burst of 250 ms of 64 streams, where the system grants it. */
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    /** Datagrams of one socket in one turn, so that a flood on one port does not starve the others. */
    private static final int MAX_DATAGRAMS_A_TURN = 256;

    private static final int MAX_DATAGRAM_BYTES = 65_507;
    private static final int PREFIX_BYTES = 64;

    /** Frames of the longest datagram in the smallest frames, and one that straddles. */
    private static final int MAX_FRAMES = MAX_DATAGRAM_BYTES / 2 + 1;

    private final ScreamSettings settings;
    private final PlayoutTuning tuning;
    private final GraphFormat graph;
    private final GraphTime time;
    private final Clock clock;
    private final Counters<ScreamCounters> counters = new Counters<>(ScreamCounters.class);
    private final Map<InetAddress, ScreamStream> streams = new ConcurrentHashMap<>();
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final Map<Integer, String> problems = new LinkedHashMap<>();
    private final byte[] packet = new byte[PREFIX_BYTES + MAX_DATAGRAM_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(packet);
    private final float[][] decoded = new float[AudioBlock.MAX_CHANNELS][];

    ScreamReceiver(ScreamSettings settings, NetInLoop netIn, GraphFormat graph, GraphTime time, Clock clock) {
        this.settings = settings;
        this.tuning = new PlayoutTuning(settings.playoutMs());
        this.graph = graph;
        this.time = time;
        this.clock = clock;
        for (int c = 0; c < decoded.length; c++) {
            decoded[c] = new float[MAX_FRAMES / (c + 1) + 1];
        }
        for (int port : settings.ports()) {
            open(port).ifPresent(channel -> {
                channels.add(channel);
                netIn.register(channel, this::onReadable);
            });
        }
    }

    /** Sentences about ports that could not be had, by port; empty when all is well. */
    Map<Integer, String> problems() {
        return Collections.unmodifiableMap(problems);
    }

    /** Ports that are received on. */
    List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        for (DatagramChannel channel : channels) {
            ports.add(channel.socket().getLocalPort());
        }
        return ports;
    }

    /** What was counted over all streams. */
    Counters<ScreamCounters> counters() {
        return counters;
    }

    /** All streams that are known. */
    List<ScreamStream> streams() {
        return List.copyOf(streams.values());
    }

    /** Takes what a person wishes of all jitter buffers. Any thread. */
    void tune(PlayoutTuning.Wish wish) {
        tuning.set(wish);
    }

    /** Opens the stream of that sender. Control thread. */
    ScreamSource open(InetAddress sender) {
        ScreamSource[] opened = new ScreamSource[1];
        streams.compute(sender, (address, known) -> {
            ScreamStream stream = known == null ? new ScreamStream(address, clock.nowNs()) : known;
            opened[0] =
                    new ScreamSource(stream, this, new StreamInput(time, graph.periodFrames(), clock, tuning), clock);
            stream.add(opened[0]);
            return stream;
        });
        return opened[0];
    }

    /** Closes a source; the stream stays known. Control thread. */
    void close(ScreamSource source) {
        source.stream().remove(source);
    }

    @Override
    public void close() {
        for (DatagramChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("scream receiver: socket did not close: {}", e.toString());
            }
        }
    }

    private Optional<DatagramChannel> open(int port) {
        try {
            DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
                channel.bind(new InetSocketAddress(settings.bindHost(), port));
                join(channel);
                return Optional.of(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (BindException e) {
            problem(
                    port,
                    "Scream cannot receive on UDP port " + port + " at " + settings.bindHost()
                            + ": another program holds the port (ss -ulpn 'sport = :" + port
                            + "' names it), or the address is not this machine's");
        } catch (IOException | RuntimeException e) {
            problem(port, "Scream cannot receive on UDP port " + port + " at " + settings.bindHost() + ": " + e);
        }
        return Optional.empty();
    }

    private void problem(int port, String sentence) {
        problems.put(port, sentence);
        LOG.info("scream receiver: {}", sentence); // whoever opened it tells the person
    }

    /** An interface that cannot join is one that hears no multicast; unicast works all the same. */
    private void join(DatagramChannel channel) throws IOException {
        InetAddress group = InetAddress.getByName(settings.multicastGroup());
        for (NetworkInterface candidate : Interfaces.multicast()) {
            try {
                channel.join(group, candidate);
            } catch (IOException e) {
                LOG.debug("scream receiver: no multicast on interface={}: {}", candidate.getName(), e.toString());
            }
        }
    }

    private boolean onReadable(DatagramChannel channel) throws IOException {
        for (int i = 0; i < MAX_DATAGRAMS_A_TURN; i++) {
            buffer.clear().position(PREFIX_BYTES);
            SocketAddress from = channel.receive(buffer);
            if (from == null) {
                return true;
            }
            accept(from, buffer.position() - PREFIX_BYTES, clock.nowNs());
        }
        return false;
    }

    private void accept(SocketAddress from, int length, long arrivalNs) {
        counters.increment(ScreamCounters.DATAGRAMS);
        ScreamCounters fault = ScreamPacket.fault(packet, PREFIX_BYTES, length);
        if (fault != null) {
            counters.increment(fault);
            return;
        }
        if (!(from instanceof InetSocketAddress sender) || !(sender.getAddress() instanceof Inet4Address address)) {
            counters.increment(ScreamCounters.BAD_ADDRESS);
            return;
        }
        ScreamStream stream = stream(address, arrivalNs);
        if (stream == null) {
            counters.increment(ScreamCounters.TOO_MANY_STREAMS);
            return;
        }
        counters.increment(ScreamCounters.PACKETS);
        stream.accept(packet, PREFIX_BYTES, length, sender.getPort(), arrivalNs, decoded);
    }

    /** The sender's stream, known or new; null when there is no room for another. */
    private @Nullable ScreamStream stream(InetAddress sender, long nowNs) {
        ScreamStream known = streams.get(sender);
        if (known != null) {
            return known;
        }
        if (streams.size() >= MAX_UNOPENED_STREAMS && !makeRoom(nowNs)) {
            return null;
        }
        return streams.computeIfAbsent(sender, address -> new ScreamStream(address, nowNs));
    }

    private boolean makeRoom(long nowNs) {
        List<ScreamStream> unopened =
                streams.values().stream().filter(stream -> !stream.hasSources()).toList();
        if (unopened.size() < MAX_UNOPENED_STREAMS) {
            return true;
        }
        Optional<ScreamStream> longestGone = unopened.stream()
                .filter(stream -> stream.state(nowNs) != SourceStatus.State.PLAYING)
                .min(Comparator.comparingLong(ScreamStream::lastNs));
        longestGone.ifPresent(stream -> streams.computeIfPresent(
                stream.address(), (address, candidate) -> candidate.hasSources() ? candidate : null));
        return longestGone.isPresent();
    }
}
