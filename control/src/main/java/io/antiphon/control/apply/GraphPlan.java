package io.antiphon.control.apply;

import io.antiphon.control.model.Sink;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import io.antiphon.control.solver.Shaping;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.KeepSettings;
import io.antiphon.engine.node.LimiterSettings;
import io.antiphon.engine.node.LoudnessMeterSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the graph, in the order in which the audio flows; what is in brackets is there only where something asks for it:
 *
 * <pre>
 * stream:TAG → [dc filter] → [timeshift] → [equalizer] → source:ID@TAG → [equalizer → matrix → delay → normaliser] → mix:ID:CHANNELS
 *                                 ↓
 *                          meter:source:ID
 *
 * mix:ID:CHANNELS → [equalizer → delay] → sink:ID → [limiter] → out:ID
 *                                                       ↓ ↓
 *                                         meter:sink:ID  listen:ID → tap:ID
 * </pre>
 *
 * Beside each stream lies [keep:TAG], which fills the history that time shifts play. A path that is shifted further than
 * its source has a time shift and the source's equalizer to itself. Delays of a source lie behind its matrix, where the
 * number of channels is known. A normalised path begins before the source's volume, which the normaliser would undo, and
 * gives it to the link. Pure.
 */
final class GraphPlan {
    /** Of nothing. */
    static final GraphPlan EMPTY = new GraphPlan(HeardPast.NOTHING, EngineTuning.DEFAULT);

    private static final int LISTENED_CHANNELS = 2;

    /** Nodes that a change may add without a longer list being made. */
    private static final int ROOM_FOR_MORE = 64;

    /** Most sinks play few sources. */
    private static final int FEW = 4;

    private final Map<String, SourcePart> sources;
    private final Map<String, SinkPart> sinks;
    private final EngineTuning tuning;
    private final List<NodeSpec> nodes;
    private final HeardPast past;

    private GraphPlan(HeardPast past, EngineTuning tuning) {
        this(past, tuning, 0, 0, 0);
    }

    /** With room for so much. */
    private GraphPlan(HeardPast past, EngineTuning tuning, int sources, int sinks, int nodes) {
        this.past = past;
        this.tuning = tuning;
        this.sources = HashMap.newHashMap(sources);
        this.sinks = HashMap.newHashMap(sinks);
        this.nodes = new ArrayList<>(nodes);
    }

    /**
     * Lays out what is desired. Of what has not changed since the last plan, the new one has the very nodes of then.
     *
     * @param streams open streams by tag; sources without one are left out
     * @param past what is kept of them
     * @param outs open sinks by identity
     * @param taps what listeners hear
     * @param tuning how the nodes work
     * @param last the last plan
     */
    static GraphPlan of(
            DesiredState desired,
            Map<String, SourceEndpoint> streams,
            HeardPast past,
            Map<String, SinkEndpoint> outs,
            Map<TapId, SinkEndpoint> taps,
            EngineTuning tuning,
            GraphPlan last) {
        GraphPlan before = last.tuning.equals(tuning) ? last : EMPTY;
        GraphPlan plan = new GraphPlan(
                past, tuning, desired.sources().size(), desired.sinks().size(), last.nodes.size() + ROOM_FOR_MORE);
        plan.addSources(desired.sources(), streams, before.sources);
        Map<String, List<DesiredPath>> paths =
                HashMap.newHashMap(desired.sinks().size());
        for (DesiredPath path : desired.paths()) {
            if (plan.sources.containsKey(path.sourceId())) {
                paths.computeIfAbsent(path.sinkId(), id -> new ArrayList<>(FEW)).add(path);
            }
        }
        for (DesiredSink sink : desired.sinks()) {
            plan.addSink(sink, paths.getOrDefault(sink.id(), List.of()), outs.get(sink.id()), before.sinks);
        }
        taps.forEach(plan::addTap);
        return plan;
    }

    /** The graph. */
    GraphSpec spec() {
        return new GraphSpec(nodes, tuning.rampFrames());
    }

    static String sourceMeter(String sourceId) {
        return "meter:source:" + sourceId;
    }

    static String sinkMeter(String sinkId) {
        return "meter:sink:" + sinkId;
    }

    static String limiter(String sinkId) {
        return "limiter:" + sinkId;
    }

    static String loudnessMeter(String id) {
        return "loudness:" + id;
    }

    /** Measures the loudness of these sources and sinks behind their volumes; those that do not run are left out. */
    void measureLoudness(Collection<String> ids) {
        ShapingStages stages = new ShapingStages(nodes);
        for (String id : ids) {
            SourcePart source = sources.get(id);
            SinkPart sink = sinks.get(id);
            String end = source != null ? source.end().behind() : sink != null ? sink.end() : null;
            if (end != null) {
                stages.node(loudnessMeter(id), new LoudnessMeterSettings(), end);
            }
        }
    }

    private void addSources(
            List<DesiredSource> desired, Map<String, SourceEndpoint> streams, Map<String, SourcePart> before) {
        Set<String> tags = HashSet.newHashSet(desired.size());
        for (DesiredSource source : desired) {
            SourceEndpoint stream = streams.get(source.tag());
            if (stream != null) {
                boolean first = tags.add(source.tag());
                SourcePart old = before.get(source.id());
                HistoryTap history = past.history(source.tag());
                SourcePart part = old != null && old.isOf(source, stream, history, first)
                        ? old
                        : part(source, stream, history, first);
                sources.put(source.id(), part);
                for (NodeSpec node : part.nodes()) {
                    nodes.add(node);
                }
            }
        }
    }

    private void addSink(
            DesiredSink sink, List<DesiredPath> paths, @Nullable SinkEndpoint out, Map<String, SinkPart> before) {
        SinkPart old = before.get(sink.id());
        SinkPart part = old != null && old.isOf(sink, paths, out) && comeFrom(paths, old.ends())
                ? old
                : part(sink, List.copyOf(paths), ends(paths), out);
        sinks.put(sink.id(), part);
        for (NodeSpec node : part.nodes()) {
            nodes.add(node);
        }
    }

    private List<SourceEnd> ends(List<DesiredPath> paths) {
        return paths.stream().map(path -> source(path.sourceId()).end()).toList();
    }

    private boolean comeFrom(List<DesiredPath> paths, List<SourceEnd> ends) {
        for (int i = 0; i < ends.size(); i++) {
            if (!source(paths.get(i).sourceId()).end().equals(ends.get(i))) {
                return false;
            }
        }
        return true;
    }

    private SourcePart part(DesiredSource source, SourceEndpoint stream, @Nullable HistoryTap history, boolean first) {
        ShapingStages stages = new ShapingStages(new ArrayList<>());
        String tag = source.tag();
        if (first) {
            addStream(tag, stream, history, stages);
        }
        String place = "source:" + source.id() + "@" + tag;
        String before = heard(place, tag, source.shaping(), source.shaping().timeshiftSeconds(), stages);
        String behind = stages.node(place, new GainSettings(source.shaping().volume(), tuning.rampFrames()), before);
        stages.node(sourceMeter(source.id()), new MeterSettings(), behind);
        SourceEnd end = new SourceEnd(tag, history, source.shaping(), before, behind);
        return new SourcePart(source, stream, history, first, stages.nodes(), end);
    }

    private void addStream(String tag, SourceEndpoint stream, @Nullable HistoryTap history, ShapingStages stages) {
        stages.add("stream:" + tag, new SourceSettings(stream), List.of());
        if (tuning.dcFilter() != null) {
            stages.node(streamEnd(tag), tuning.dcFilter(), "stream:" + tag);
        }
        if (history != null) {
            stages.node("keep:" + tag, new KeepSettings(history), streamEnd(tag));
        }
    }

    /** A stream as it was so many seconds ago, behind the equalizer of its source. */
    private String heard(String place, String tag, Shaping source, double seconds, ShapingStages stages) {
        String last = streamEnd(tag);
        Optional<HeardPast.Heard> shifted = past.shifted(tag, seconds);
        if (shifted.isPresent()) {
            List<LinkSpec> inputs = shifted.get().fed() ? List.of(LinkSpec.unity(last)) : List.of();
            last = stages.add("timeshift:" + place, shifted.get().settings(), inputs);
        }
        return stages.equalized(place, source, last);
    }

    private SinkPart part(DesiredSink sink, List<DesiredPath> paths, List<SourceEnd> ends, @Nullable SinkEndpoint out) {
        ShapingStages stages = new ShapingStages(new ArrayList<>());
        int channels = sink.sink().channels();
        List<LinkSpec> inputs = new ArrayList<>();
        boolean limited = sink.sink().volumeNormalization();
        for (int i = 0; i < paths.size(); i++) {
            inputs.add(path(paths.get(i), ends.get(i), sink.sink(), stages));
            limited |= paths.get(i).effective().mayBeLouder();
        }
        String mix = stages.add("mix:" + sink.id() + ":" + channels, new MixSettings(channels), inputs);
        String place = "sink:" + sink.id();
        String shaped = stages.equalized(place, sink.shaping(), mix);
        shaped = stages.delayed(place, sink.shaping().delayMs(), channels, shaped);
        String end = stages.node(place, new GainSettings(sink.shaping().volume(), tuning.rampFrames()), shaped);
        if (limited) {
            end = stages.node(limiter(sink.id()), LimiterSettings.DEFAULT, end);
        }
        stages.node(sinkMeter(sink.id()), new MeterSettings(), end);
        if (out != null) {
            stages.node("out:" + sink.id(), new SinkSettings(out), end);
        }
        return new SinkPart(sink, paths, ends, out, stages.nodes(), end);
    }

    /** The way of a source to a sink; returns the link into the mix. */
    private LinkSpec path(DesiredPath path, SourceEnd source, Sink sink, ShapingStages stages) {
        boolean normalized = sink.volumeNormalization();
        int delayMs = source.shaping().delayMs() + path.between().delayMs();
        boolean laidOut = path.effective().layouts().values().stream().anyMatch(layout -> !layout.autoMode());
        boolean apart = past.heardSeconds(path.effective().timeshiftSeconds())
                != past.heardSeconds(source.shaping().timeshiftSeconds());
        String last = normalized ? source.before() : source.behind();
        if (apart) {
            double seconds = path.effective().timeshiftSeconds();
            last = heard("path:" + path.id() + "@" + source.tag(), source.tag(), source.shaping(), seconds, stages);
        }
        last = stages.equalized(path.id(), path.between(), last);
        if (laidOut || delayMs > 0) {
            last = stages.spread(path.id(), path.effective().layouts(), sink.channels(), last);
            last = stages.delayed(path.id(), delayMs, sink.channels(), last);
        }
        if (normalized) {
            last = stages.node("normaliser:" + path.id(), tuning.normaliser(), last);
        }
        double volume = path.between().volume()
                * (normalized || apart ? source.shaping().volume() : 1);
        return new LinkSpec(last, volume);
    }

    /** Listeners of what is switched off stay, and hear nothing. */
    private void addTap(TapId id, SinkEndpoint tap) {
        ShapingStages stages = new ShapingStages(nodes);
        SinkPart sink = sinks.get(id.heardId());
        SourcePart source = sources.get(id.heardId());
        String end = sink != null ? sink.end() : source != null ? source.end().behind() : null;
        List<LinkSpec> inputs = end == null ? List.of() : List.of(LinkSpec.unity(end));
        String listen = stages.add("listen:" + id.node(), new MixSettings(LISTENED_CHANNELS), inputs);
        stages.node("tap:" + id.node(), new SinkSettings(tap), listen);
    }

    /** Where a stream is taken from. */
    private String streamEnd(String tag) {
        return (tuning.dcFilter() == null ? "stream:" : "dc:") + tag;
    }

    private SourcePart source(String id) {
        return Objects.requireNonNull(sources.get(id), id);
    }

    /**
     * Where a source is taken from.
     *
     * @param tag tag of its stream
     * @param history what is kept of it
     * @param shaping what is done to it wherever it is heard
     * @param before node before its volume
     * @param behind node behind it
     */
    private record SourceEnd(String tag, @Nullable HistoryTap history, Shaping shaping, String before, String behind) {}

    /**
     * The nodes of a source, with all that they were made of.
     *
     * @param source what is desired
     * @param stream where it comes from
     * @param history what is kept of that
     * @param first whether the stream's node stands here: sources of one stream share it
     * @param nodes its nodes
     * @param end where it is taken from
     */
    private record SourcePart(
            DesiredSource source,
            SourceEndpoint stream,
            @Nullable HistoryTap history,
            boolean first,
            List<NodeSpec> nodes,
            SourceEnd end) {
        boolean isOf(DesiredSource desired, SourceEndpoint open, @Nullable HistoryTap kept, boolean begins) {
            return source.equals(desired) && stream.equals(open) && Objects.equals(history, kept) && first == begins;
        }
    }

    /**
     * The nodes of a sink and of the ways to it, with all that they were made of.
     *
     * @param sink what is desired
     * @param paths what it plays
     * @param ends where that is taken from
     * @param out what it is sent with
     * @param nodes its nodes
     * @param end node behind its volume
     */
    private record SinkPart(
            DesiredSink sink,
            List<DesiredPath> paths,
            List<SourceEnd> ends,
            @Nullable SinkEndpoint out,
            List<NodeSpec> nodes,
            String end) {
        boolean isOf(DesiredSink desired, List<DesiredPath> played, @Nullable SinkEndpoint open) {
            return sink.equals(desired) && Objects.equals(out, open) && paths.equals(played);
        }
    }
}
