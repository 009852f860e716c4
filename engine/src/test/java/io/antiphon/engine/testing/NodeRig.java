package io.antiphon.engine.testing;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.util.ArrayList;
import java.util.List;

/** One node in an engine that a test turns: signals at its ports, what it gives out in a sink. */
public final class NodeRig {
    private static final String NODE = "node";

    private final Engine engine;
    private final GraphFormat format;
    private final List<SignalSource> sources = new ArrayList<>();
    private final CapturingSink sink = new CapturingSink();

    /** @param signals one for each port */
    public NodeRig(GraphFormat format, NodeSettings settings, int channels, Signal... signals) {
        this.format = format;
        this.engine = new Engine(format, new ManualClock(), RenderThreadSetup.NONE);
        for (Signal signal : signals) {
            sources.add(new SignalSource(channels, signal));
        }
        set(settings);
    }

    /** Takes other settings. */
    public void set(NodeSettings settings) {
        List<NodeSpec> nodes = new ArrayList<>();
        List<LinkSpec> links = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            nodes.add(new NodeSpec("source" + i, new SourceSettings(sources.get(i)), List.of()));
            links.add(LinkSpec.unity("source" + i, settings.inputs().ports().get(i)));
        }
        nodes.add(new NodeSpec(NODE, settings, links));
        nodes.add(new NodeSpec("sink", new SinkSettings(sink), List.of(LinkSpec.unity(NODE))));
        try {
            engine.apply(new GraphSpec(nodes));
        } catch (GraphException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public NodeRig renderSeconds(double seconds) {
        return renderFrames(Math.round(seconds * format.sampleRateHz()));
    }

    /** Whole periods, at least that many frames. */
    public NodeRig renderFrames(long frames) {
        for (long done = 0; done < frames; done += format.periodFrames()) {
            engine.renderPeriod();
        }
        return this;
    }

    public <H extends NodeHandle> H handle(Class<H> type) {
        return engine.handle(NODE, type).orElseThrow();
    }

    public CapturingSink out() {
        return sink;
    }
}
