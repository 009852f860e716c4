package io.antiphon.io.scream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.PlayoutTuning;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.net.NetInLoop;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scream senders as sources: the tag is the sender's IPv4 address, such as {@code 192.168.3.20}. Control thread;
 * {@link #streams}, {@link #problems} and {@link #counters} by any.
 */
public final class ScreamSourceProvider implements SourceProvider, AutoCloseable {
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private final ScreamReceiver receiver;
    private final Clock clock;

    /**
     * Opens the ports; those that cannot be had are {@link #problems}.
     *
     * @param settings ports and playout
     * @param netIn the thread that reads
     * @param graph what the graph runs at
     * @param time position of the graph on {@code clock}
     * @param clock the machine's clock
     */
    public ScreamSourceProvider(
            ScreamSettings settings, NetInLoop netIn, GraphFormat graph, GraphTime time, Clock clock) {
        this.receiver = new ScreamReceiver(settings, netIn, graph, time, clock);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "scream";
    }

    @Override
    public boolean accepts(String tag) {
        Matcher matcher = IPV4.matcher(tag);
        if (!matcher.matches()) {
            return false;
        }
        for (int part = 1; part <= 4; part++) {
            if (Integer.parseInt(matcher.group(part)) > 255) {
                return false;
            }
        }
        return true;
    }

    @Override
    public SourceEndpoint open(String tag) throws EndpointException {
        if (!accepts(tag)) {
            throw new EndpointException("tag \"" + tag
                    + "\": a Scream source's tag is its sender's IPv4 address, such as" + " 192.168.3.20");
        }
        return receiver.open(address(tag));
    }

    @Override
    public List<StreamSeen> streams() {
        long nowNs = clock.nowNs();
        return receiver.streams().stream()
                .filter(stream -> stream.format() != null)
                .map(stream -> new StreamSeen(stream.address().getHostAddress(), stream.status(nowNs)))
                .toList();
    }

    @Override
    public void tune(PlayoutTuning.Wish wish) {
        receiver.tune(wish);
    }

    /** Sentences about ports that could not be had, by port. */
    public Map<Integer, String> problems() {
        return receiver.problems();
    }

    /** Ports that are received on. */
    public List<Integer> ports() {
        return receiver.ports();
    }

    /** What was counted over all streams, by name; faulty datagrams are told here, since they are nobody's stream. */
    @Override
    public Map<String, Long> counters() {
        return receiver.counters().snapshot();
    }

    @Override
    public void close() {
        receiver.close();
    }

    private static InetAddress address(String tag) {
        String[] parts = tag.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }
}
