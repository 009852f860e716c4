package io.antiphon.control.apply;

import io.antiphon.control.model.Sink;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import io.antiphon.control.solver.Shaping;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.LimiterSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Lays out the graph, in the order in which the audio flows; what is in brackets is there only where something asks for it:
 *
 * <pre>
 * stream:TAG → [dc filter] → [equalizer] → source:ID@TAG → [equalizer → matrix → delay → normaliser] → mix:ID:CHANNELS
 *                                 ↓
 *                          meter:source:ID
 *
 * mix:ID:CHANNELS → [equalizer → delay] → sink:ID → [limiter] → out:ID
 *                                                       ↓ ↓
 *                                         meter:sink:ID  listen:ID → tap:ID
 * </pre>
 *
 * Delays of a source lie behind its matrix, where the number of channels is known. A normalised path begins before the
 * source's volume, which the normaliser would undo, and gives it to the link. Time shifts are solved but have no nodes yet.
 * Pure.
 */
final class GraphPlan {
    private static final int LISTENED_CHANNELS = 2;

    private final EngineTuning tuning;
    private final List<NodeSpec> nodes = new ArrayList<>();
    private final ShapingStages stages = new ShapingStages(nodes);
    private final Map<String, SourceEnd> sourceEnds = new HashMap<>();
    private final Map<String, String> sinkEnds = new HashMap<>();

    /**
     * Where a source is taken from.
     *
     * @param shaping what is done to it wherever it is heard
     * @param before node before its volume
     * @param behind node behind it
     */
    private record SourceEnd(Shaping shaping, String before, String behind) {}

    private GraphPlan(EngineTuning tuning) {
        this.tuning = tuning;
    }

    /**
     * Lays out what is desired.
     *
     * @param streams open streams by tag; sources without one are left out
     * @param outs open sinks by identity
     * @param taps what listeners hear, by identity of the sink
     * @param tuning how the nodes work
     */
    static GraphSpec of(
            DesiredState desired,
            Map<String, SourceEndpoint> streams,
            Map<String, SinkEndpoint> outs,
            Map<String, SinkEndpoint> taps,
            EngineTuning tuning) {
        GraphPlan plan = new GraphPlan(tuning);
        plan.addSources(desired.sources(), streams);
        for (DesiredSink sink : desired.sinks()) {
            plan.addSink(sink, desired.paths());
            SinkEndpoint out = outs.get(sink.id());
            if (out != null) {
                plan.add("out:" + sink.id(), new SinkSettings(out), LinkSpec.unity(plan.sinkEnd(sink.id())));
            }
        }
        taps.forEach((sinkId, tap) -> plan.addTap(sinkId, tap));
        return new GraphSpec(plan.nodes, tuning.rampFrames());
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
                if (tuning.dcFilter() != null) {
                    stages.node("dc:" + source.tag(), tuning.dcFilter(), streamNode);
                }
            }
            String even = tuning.dcFilter() == null ? streamNode : "dc:" + source.tag();
            String place = "source:" + source.id() + "@" + source.tag();
            String before = stages.equalized(place, source.shaping(), even);
            String behind =
                    stages.node(place, new GainSettings(source.shaping().volume(), tuning.rampFrames()), before);
            stages.node(sourceMeter(source.id()), new MeterSettings(), behind);
            sourceEnds.put(source.id(), new SourceEnd(source.shaping(), before, behind));
        }
    }

    private void addSink(DesiredSink sink, List<DesiredPath> paths) {
        int channels = sink.sink().channels();
        List<LinkSpec> inputs = new ArrayList<>();
        boolean limited = sink.sink().volumeNormalization();
        for (DesiredPath path : paths) {
            SourceEnd source = sourceEnds.get(path.sourceId());
            if (path.sinkId().equals(sink.id()) && source != null) {
                inputs.add(path(path, source, sink.sink()));
                limited |= path.effective().mayBeLouder();
            }
        }
        String mix = "mix:" + sink.id() + ":" + channels;
        nodes.add(new NodeSpec(mix, new MixSettings(channels), inputs));
        String place = "sink:" + sink.id();
        String shaped = stages.equalized(place, sink.shaping(), mix);
        shaped = stages.delayed(place, sink.shaping().delayMs(), channels, shaped);
        String end = stages.node(place, new GainSettings(sink.shaping().volume(), tuning.rampFrames()), shaped);
        if (limited) {
            end = stages.node("limiter:" + sink.id(), LimiterSettings.DEFAULT, end);
        }
        sinkEnds.put(sink.id(), end);
        stages.node(sinkMeter(sink.id()), new MeterSettings(), end);
    }

    /** The way of a source to a sink; returns the link into the mix. */
    private LinkSpec path(DesiredPath path, SourceEnd source, Sink sink) {
        boolean normalized = sink.volumeNormalization();
        int delayMs = source.shaping().delayMs() + path.between().delayMs();
        boolean laidOut = path.effective().layouts().values().stream().anyMatch(layout -> !layout.autoMode());
        String last = normalized ? source.before() : source.behind();
        last = stages.equalized(path.id(), path.between(), last);
        if (laidOut || delayMs > 0) {
            last = stages.spread(path.id(), path.effective().layouts(), sink.channels(), last);
            last = stages.delayed(path.id(), delayMs, sink.channels(), last);
        }
        if (normalized) {
            last = stages.node("normaliser:" + path.id(), tuning.normaliser(), last);
        }
        double volume = path.between().volume() * (normalized ? source.shaping().volume() : 1);
        return new LinkSpec(last, volume);
    }

    /** Listeners of a sink that is switched off stay, and hear nothing. */
    private void addTap(String sinkId, SinkEndpoint tap) {
        String listen = "listen:" + sinkId;
        String end = sinkEnds.get(sinkId);
        List<LinkSpec> inputs = end == null ? List.of() : List.of(LinkSpec.unity(end));
        nodes.add(new NodeSpec(listen, new MixSettings(LISTENED_CHANNELS), inputs));
        stages.node("tap:" + sinkId, new SinkSettings(tap), listen);
    }

    private String sinkEnd(String sinkId) {
        return Objects.requireNonNull(sinkEnds.get(sinkId), sinkId);
    }

    private void add(String id, NodeSettings settings, LinkSpec... inputs) {
        nodes.add(new NodeSpec(id, settings, List.of(inputs)));
    }
}
