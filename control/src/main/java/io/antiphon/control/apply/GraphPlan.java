package io.antiphon.control.apply;

import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
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
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lays out the graph, in the order in which the audio flows:
 *
 * <pre>
 * stream:TAG → source:ID@TAG → mix:ID:CHANNELS → sink:ID → out:ID
 *                  ↓                               ↓ ↓
 *           meter:source:ID           meter:sink:ID  listen:ID → tap:ID
 * </pre>
 *
 * Volumes are applied here; delays, equalizers, time shifts and speaker layouts are solved but have no nodes yet. Pure.
 */
final class GraphPlan {
    private static final int LISTENED_CHANNELS = 2;

    private final List<NodeSpec> nodes = new ArrayList<>();
    private final Map<String, String> gainNodes = new HashMap<>();

    private GraphPlan() {}

    /**
     * Lays out what is desired.
     *
     * @param streams open streams by tag; sources without one are left out
     * @param outs open sinks by identity
     * @param taps what listeners hear, by identity of the sink
     */
    static GraphSpec of(
            DesiredState desired,
            Map<String, SourceEndpoint> streams,
            Map<String, SinkEndpoint> outs,
            Map<String, SinkEndpoint> taps) {
        GraphPlan plan = new GraphPlan();
        plan.addSources(desired.sources(), streams);
        Set<String> sinks = new LinkedHashSet<>();
        for (DesiredSink sink : desired.sinks()) {
            plan.addSink(sink, desired.paths());
            SinkEndpoint out = outs.get(sink.id());
            if (out != null) {
                plan.add("out:" + sink.id(), new SinkSettings(out), LinkSpec.unity(sinkNode(sink.id())));
            }
            sinks.add(sink.id());
        }
        taps.forEach((sinkId, tap) -> plan.addTap(sinkId, tap, sinks.contains(sinkId)));
        return new GraphSpec(plan.nodes);
    }

    static String sourceMeter(String sourceId) {
        return "meter:source:" + sourceId;
    }

    static String sinkMeter(String sinkId) {
        return "meter:sink:" + sinkId;
    }

    private void addSources(List<DesiredSource> sources, Map<String, SourceEndpoint> streams) {
        Set<String> tags = new LinkedHashSet<>();
        for (DesiredSource source : sources) {
            SourceEndpoint stream = streams.get(source.tag());
            if (stream == null) {
                continue;
            }
            String streamNode = "stream:" + source.tag();
            if (tags.add(source.tag())) {
                add(streamNode, new SourceSettings(stream));
            }
            String gainNode = "source:" + source.id() + "@" + source.tag();
            gainNodes.put(source.id(), gainNode);
            add(gainNode, new GainSettings(source.shaping().volume()), LinkSpec.unity(streamNode));
            add(sourceMeter(source.id()), new MeterSettings(), LinkSpec.unity(gainNode));
        }
    }

    private void addSink(DesiredSink sink, List<DesiredPath> paths) {
        List<LinkSpec> inputs = new ArrayList<>();
        for (DesiredPath path : paths) {
            String from = gainNodes.get(path.sourceId());
            if (path.sinkId().equals(sink.id()) && from != null) {
                inputs.add(new LinkSpec(from, path.between().volume()));
            }
        }
        int channels = sink.sink().channels();
        String mix = "mix:" + sink.id() + ":" + channels;
        nodes.add(new NodeSpec(mix, new MixSettings(channels), inputs));
        add(sinkNode(sink.id()), new GainSettings(sink.shaping().volume()), LinkSpec.unity(mix));
        add(sinkMeter(sink.id()), new MeterSettings(), LinkSpec.unity(sinkNode(sink.id())));
    }

    /** Listeners of a sink that is switched off stay, and hear nothing. */
    private void addTap(String sinkId, SinkEndpoint tap, boolean sinkRuns) {
        String listen = "listen:" + sinkId;
        List<LinkSpec> inputs = sinkRuns ? List.of(LinkSpec.unity(sinkNode(sinkId))) : List.of();
        nodes.add(new NodeSpec(listen, new MixSettings(LISTENED_CHANNELS), inputs));
        add("tap:" + sinkId, new SinkSettings(tap), LinkSpec.unity(listen));
    }

    private void add(String id, NodeSettings settings, LinkSpec... inputs) {
        nodes.add(new NodeSpec(id, settings, List.of(inputs)));
    }

    private static String sinkNode(String sinkId) {
        return "sink:" + sinkId;
    }
}
