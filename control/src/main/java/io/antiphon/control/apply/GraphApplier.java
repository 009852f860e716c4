package io.antiphon.control.apply;

import io.antiphon.control.apply.RunningGraph.RunningInput;
import io.antiphon.control.apply.RunningGraph.RunningSink;
import io.antiphon.control.apply.RunningGraph.RunningSource;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.SinkProtocol;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import io.antiphon.control.tuning.Tuning;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.SinkProvider.SinkRequest;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.node.LimiterHandle;
import io.antiphon.engine.node.LoudnessMeterHandle;
import io.antiphon.engine.node.MeterHandle;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.EngineStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the engine run what is desired. What cannot run is left out and tells why; everything else runs.
 *
 * <p>Control thread, but for {@link #running}, {@link #figures} and {@link #dearestNodes}, which any thread may call.
 */
public final class GraphApplier {
    private final Engine engine;
    private final List<SourceProvider> sourceProviders;
    private final Map<String, SinkProvider> sinkProviders;
    private final Endpoints<String, SourceEndpoint> streams;
    private final Endpoints<SinkKey, SinkEndpoint> outs;
    private final HistoryStore histories;
    private final Endpoints<String, HistoryTap> kept;
    private Set<String> loudnessOf = Set.of();
    private GraphPlan plan = GraphPlan.EMPTY;
    private volatile EngineTuning tuning = EngineTuning.DEFAULT;
    private volatile RunningGraph running = RunningGraph.EMPTY;

    /**
     * @param engine what runs
     * @param sourceProviders asked in this order who takes a stream
     * @param sinkProviders one for each protocol
     * @param histories where streams are kept
     * @param clock when to try again
     */
    public GraphApplier(
            Engine engine,
            List<SourceProvider> sourceProviders,
            List<SinkProvider> sinkProviders,
            HistoryStore histories,
            Clock clock) {
        this.engine = engine;
        this.sourceProviders = List.copyOf(sourceProviders);
        this.sinkProviders =
                sinkProviders.stream().collect(Collectors.toMap(SinkProvider::protocol, Function.identity()));
        this.streams = new Endpoints<>(clock, this::openStream);
        this.outs = new Endpoints<>(clock, this::openOut);
        this.histories = histories;
        this.kept = new Endpoints<>(clock, histories::open);
    }

    /** Without history. */
    GraphApplier(Engine engine, List<SourceProvider> sourceProviders, List<SinkProvider> sinkProviders, Clock clock) {
        this(engine, sourceProviders, sinkProviders, HistoryStore.NONE, clock);
    }

    /** Takes how the engine shall work; holds for the next apply, and for streams at once. */
    public void tune(Tuning next) {
        tuning = EngineTuning.of(next);
        sourceProviders.forEach(provider -> provider.tune(tuning.playout()));
        sinkProviders.values().forEach(provider -> provider.tune(tuning.dither()));
    }

    /** Lets streams that came up join the sources that take several. */
    public void attachStreams() {
        sourceProviders.forEach(SourceProvider::attach);
    }

    /**
     * Takes whose loudness shall be measured; holds for the next apply.
     *
     * @return whether that is something new
     */
    public boolean measureLoudness(Set<String> ids) {
        boolean changed = !loudnessOf.equals(ids);
        loudnessOf = Set.copyOf(ids);
        return changed;
    }

    /**
     * Makes the engine run what is desired.
     *
     * @param taps what listeners hear
     */
    public void apply(DesiredState desired, Map<TapId, SinkEndpoint> taps) {
        Map<String, SourceEndpoint> openStreams =
                HashMap.newHashMap(desired.sources().size());
        for (DesiredSource source : desired.sources()) {
            SourceEndpoint stream = streams.get(source.tag());
            if (stream != null) {
                openStreams.put(source.tag(), stream);
            }
        }
        Map<String, HistoryTap> openHistories =
                HashMap.newHashMap(desired.sources().size());
        if (histories.reachSeconds() > 0) {
            for (String tag : openStreams.keySet()) {
                HistoryTap history = kept.get(tag);
                if (history != null) {
                    openHistories.put(tag, history);
                }
            }
        }
        Map<String, SinkEndpoint> openOuts = new HashMap<>();
        for (DesiredSink sink : desired.sinks()) {
            if (sink.sink().reachedBy() != SinkProtocol.WEB_RECEIVER) {
                SinkEndpoint out = outs.get(SinkKey.of(sink.sink()));
                if (out != null) {
                    openOuts.put(sink.id(), out);
                }
            }
        }
        HeardPast past = new HeardPast(openHistories, histories.reachSeconds());
        boolean hadFailures = hasFailures();
        boolean rebuilt;
        try {
            GraphPlan next = GraphPlan.of(desired, openStreams, past, openOuts, taps, tuning, plan);
            next.measureLoudness(loudnessOf);
            rebuilt = engine.apply(next.spec());
            plan = next;
        } catch (GraphException | RuntimeException e) {
            streams.closeNew();
            outs.closeNew();
            kept.closeNew();
            throw new IllegalStateException("the solved graph was refused", e);
        }
        streams.keepUsed();
        outs.keepUsed();
        kept.keepUsed();
        if (rebuilt || hadFailures || hasFailures()) {
            running = runningGraph(desired, openStreams, openHistories, openOuts);
        }
    }

    /** Lets the engine finish what fades away. True when there is more to settle. To be called some times a second. */
    public boolean settle() {
        engine.settle();
        return engine.isSettling();
    }

    /** True when something that is desired could not be opened; to be applied again after some seconds. */
    public boolean hasFailures() {
        return streams.hasFailures() || outs.hasFailures();
    }

    /** Lets the next apply open what could not be opened, however short ago that was. */
    public void tryAgain() {
        streams.forgetFailures();
        outs.forgetFailures();
    }

    /** What runs. Any thread. */
    public RunningGraph running() {
        return running;
    }

    /** How the engine does. Any thread. */
    public EngineFigures figures() {
        EngineStatus status = engine.status();
        return new EngineFigures(
                engine.format().sampleRateHz(),
                engine.format().periodFrames(),
                status.nodes(),
                status.position(),
                engine.time().nsOf(status.position()),
                status.latenessP50Ns() / 1e3,
                status.latenessP99Ns() / 1e3,
                status.latenessP999Ns() / 1e3,
                status.latenessMaxNs() / 1e3,
                bars(status),
                status.counters(),
                status.rights().stream()
                        .map(right -> new EngineFigures.Right(right.name(), right.granted(), right.text()))
                        .toList());
    }

    /** The dearest nodes, the dearest first. Any thread. */
    public List<EngineFigures.Cost> dearestNodes(int most) {
        return engine.nodeCosts().stream()
                .limit(most)
                .map(cost -> new EngineFigures.Cost(
                        cost.nodeId(), cost.averageNs() / 1e3, cost.longestNs() / 1e3, cost.timed()))
                .toList();
    }

    private static SortedMap<Double, Long> bars(EngineStatus status) {
        SortedMap<Double, Long> bars = new TreeMap<>();
        status.lateness().forEach(bar -> bars.put(bar.upToNs() / 1e3, bar.count()));
        return bars;
    }

    private SourceEndpoint openStream(String tag) throws EndpointException {
        SourceProvider provider = provider(tag)
                .orElseThrow(() -> new EndpointException("no transport takes the stream '" + tag + "'; they are "
                        + sourceProviders.stream().map(SourceProvider::kind).collect(Collectors.joining(", "))));
        return provider.open(tag);
    }

    private SinkEndpoint openOut(SinkKey key) throws EndpointException {
        SinkProvider provider = sinkProviders.get(key.protocol().wireName());
        if (provider == null) {
            throw new EndpointException(key.protocol().title() + " sinks are not there yet");
        }
        return provider.open(key.request());
    }

    private Optional<SourceProvider> provider(String tag) {
        return sourceProviders.stream().filter(p -> p.accepts(tag)).findFirst();
    }

    private String kind(String tag) {
        return provider(tag).map(SourceProvider::kind).orElse("");
    }

    private RunningGraph runningGraph(
            DesiredState desired,
            Map<String, SourceEndpoint> openStreams,
            Map<String, HistoryTap> openHistories,
            Map<String, SinkEndpoint> openOuts) {
        Map<String, RunningSource> sources =
                HashMap.newHashMap(desired.sources().size());
        for (DesiredSource source : desired.sources()) {
            String tag = source.tag();
            RunningSource before = running.sources().get(source.id());
            sources.put(
                    source.id(),
                    new RunningSource(
                            tag,
                            before != null && before.tag().equals(tag) ? before.kind() : kind(tag),
                            openStreams.get(tag),
                            openHistories.get(tag),
                            meter(GraphPlan.sourceMeter(source.id())),
                            streams.problem(tag)));
        }
        Map<String, RunningSink> sinks = HashMap.newHashMap(desired.sinks().size());
        for (DesiredSink sink : desired.sinks()) {
            boolean browser = sink.sink().reachedBy() == SinkProtocol.WEB_RECEIVER;
            sinks.put(
                    sink.id(),
                    new RunningSink(
                            openOuts.get(sink.id()),
                            meter(GraphPlan.sinkMeter(sink.id())),
                            limiterMs(sink.id()),
                            browser ? null : outs.problem(SinkKey.of(sink.sink()))));
        }
        Map<String, List<RunningInput>> inputs =
                HashMap.newHashMap(desired.sinks().size());
        desired.paths()
                .forEach(path -> inputs.computeIfAbsent(path.sinkId(), id -> new ArrayList<>(2))
                        .add(new RunningInput(path.id(), path.sourceId())));
        Map<String, LoudnessMeterHandle> loudness = HashMap.newHashMap(loudnessOf.size());
        for (String id : loudnessOf) {
            engine.handle(GraphPlan.loudnessMeter(id), LoudnessMeterHandle.class)
                    .ifPresent(meter -> loudness.put(id, meter));
        }
        return new RunningGraph(sources, sinks, inputs, loudness);
    }

    private @Nullable Double limiterMs(String sinkId) {
        return engine.handle(GraphPlan.limiter(sinkId), LimiterHandle.class)
                .map(limiter -> 1e3 * limiter.latencyFrames() / engine.format().sampleRateHz())
                .orElse(null);
    }

    private @Nullable MeterHandle meter(String nodeId) {
        return engine.handle(nodeId, MeterHandle.class).orElse(null);
    }

    /**
     * What a sink is opened with: when any of it changes, it is opened anew.
     *
     * @param protocol how it is reached
     * @param request where and in which format
     */
    private record SinkKey(SinkProtocol protocol, SinkRequest request) {
        static SinkKey of(Sink sink) {
            int mask = ChannelMasks.of(sink.channelLayout(), sink.channels());
            PcmFormat format = new PcmFormat(sink.sampleRate(), sink.bitDepth(), sink.channels(), mask);
            String host = sink.ip() == null ? "" : sink.ip();
            return new SinkKey(sink.reachedBy(), new SinkRequest(sink.configId(), host, sink.port(), format));
        }
    }
}
