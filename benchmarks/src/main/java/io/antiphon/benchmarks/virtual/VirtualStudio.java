package io.antiphon.benchmarks.virtual;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An engine on a clock that is turned by hand, with senders behind faulty networks that are mixed into one sink. An hour
 * passes as fast as the processor can render it. One thread.
 */
public final class VirtualStudio implements AutoCloseable {
    /** Drift to both sides that senders have, in parts per million. */
    private static final double MAX_PPM = 200;

    private final ManualClock clock = new ManualClock();
    private final GraphFormat format = GraphFormat.DEFAULT;
    private final Engine engine = new Engine(format, clock, RenderThreadSetup.NONE);
    private final List<VirtualSender> senders = new ArrayList<>();

    /** Adds a sender; before {@link #connect}. */
    public VirtualSender add(int turns, double amplitude, SkewedClock senderClock, FaultyLink link) {
        VirtualSender sender = new VirtualSender(turns, amplitude, senderClock, link, format, engine.time());
        senders.add(sender);
        return sender;
    }

    /** Adds senders of different tones, whose clocks and networks follow from the seed. */
    public void addSeeded(int count, LinkFaults faults, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            SkewedClock skewed = SkewedClock.constant((2 * random.nextDouble() - 1) * MAX_PPM);
            add(2 + i, 0.5 / count, skewed, new FaultyLink(faults, random.nextLong()));
        }
    }

    /** Routes all senders to that sink. */
    public void connect(SinkEndpoint sink) throws GraphException {
        List<NodeSpec> nodes = new ArrayList<>();
        List<LinkSpec> links = new ArrayList<>();
        for (int i = 0; i < senders.size(); i++) {
            nodes.add(new NodeSpec("source " + i, new SourceSettings(senders.get(i)), List.of()));
            nodes.add(new NodeSpec("gain " + i, new GainSettings(1), List.of(LinkSpec.unity("source " + i))));
            links.add(LinkSpec.unity("gain " + i));
        }
        nodes.add(new NodeSpec("mix", new MixSettings(2), links));
        nodes.add(new NodeSpec("sink", new SinkSettings(sink), List.of(LinkSpec.unity("mix"))));
        engine.apply(new GraphSpec(nodes));
    }

    /** Lets time pass. */
    public void run(double seconds) {
        long end = engine.status().position() + Math.round(seconds * format.sampleRateHz());
        for (long at = engine.status().position(); at < end; at += format.periodFrames()) {
            long dueNs = engine.time().nsOf(at);
            clock.advance(dueNs - clock.nowNs());
            for (VirtualSender sender : senders) {
                sender.deliverUntil(dueNs);
            }
            engine.renderPeriod();
        }
        engine.settle();
    }

    /** All senders, in the order in which they were added. */
    public List<VirtualSender> senders() {
        return List.copyOf(senders);
    }

    @Override
    public void close() {
        engine.close();
    }
}
