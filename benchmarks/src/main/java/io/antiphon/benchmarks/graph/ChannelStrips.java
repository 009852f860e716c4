package io.antiphon.benchmarks.graph;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Graphs of channel strips, five stereo nodes each, on one source of noise and one sink:
 *
 * <pre>
 * noise ─► gain ─► filter ─► gain ─┬─► mix (of this strip and the one before) ─► … ─► sink
 *                                  └─► meter
 * </pre>
 */
public final class ChannelStrips {
    /** Nodes of one strip. */
    public static final int NODES = 5;

    /** What the strips' filter is at present. */
    public static final String FILTER = "gain in place of a filter";

    private ChannelStrips() {}

    /** That many strips, none of them silent. */
    public static GraphSpec spec(int strips, GraphFormat format) {
        List<NodeSpec> nodes = new ArrayList<>();
        nodes.add(new NodeSpec("noise", new SourceSettings(new NoiseEndpoint(format)), List.of()));
        String bus = "noise";
        for (int i = 0; i < strips; i++) {
            String strip = "strip " + i + " ";
            nodes.add(node(strip + "gain", new GainSettings(0.9), "noise"));
            nodes.add(node(strip + "filter", filter(), strip + "gain"));
            nodes.add(node(strip + "fader", new GainSettings(0.8), strip + "filter"));
            nodes.add(node(strip + "meter", new MeterSettings(), strip + "fader"));
            nodes.add(new NodeSpec(
                    strip + "mix",
                    new MixSettings(2),
                    List.of(new LinkSpec(strip + "fader", 0.3), new LinkSpec(bus, 0.7))));
            bus = strip + "mix";
        }
        nodes.add(node("out", new SinkSettings(new DrainEndpoint()), bus));
        return new GraphSpec(nodes);
    }

    /** One node alone, with one input, between the source and the sink. */
    public static GraphSpec single(NodeSettings settings, GraphFormat format) {
        return new GraphSpec(List.of(
                new NodeSpec("noise", new SourceSettings(new NoiseEndpoint(format)), List.of()),
                node("node", settings, "noise"),
                node("out", new SinkSettings(new DrainEndpoint()), "node")));
    }

    private static NodeSettings filter() {
        return new GainSettings(0.7);
    }

    private static NodeSpec node(String id, NodeSettings settings, String from) {
        return new NodeSpec(id, settings, List.of(LinkSpec.unity(from)));
    }
}
