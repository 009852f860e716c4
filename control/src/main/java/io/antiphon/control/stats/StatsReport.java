package io.antiphon.control.stats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.apply.EngineFigures;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.apply.RunningGraph.RunningInput;
import io.antiphon.control.apply.RunningGraph.RunningSink;
import io.antiphon.control.apply.RunningGraph.RunningSource;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.Streaming;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.dsp.Kernels;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.SourceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures in the ancestors' shape, with what only we have beside them under {@code engine}, {@code history}, {@code
 * receivers} and {@code counters}. What has no counterpart in this engine is 0; counts are since the start, rates since it
 * was last asked for, over half a second at least. Any thread.
 */
public final class StatsReport {
    /** Nodes whose cost is told, the dearest. */
    private static final int NODES_TOLD = 50;

    private final GraphApplier applier;
    private final Listening listening;
    private final Streaming streaming;
    private final EngineLoad load;
    private final HistoryFigures histories;
    private final GraphClocks clocks;
    private final List<SourceProvider> providers;
    private final Rates rates;

    /**
     * @param applier what runs
     * @param listening browsers that listen
     * @param streaming players that listen
     * @param load how busy the engine is
     * @param histories what is kept
     * @param clocks what positions mean in time
     * @param providers what receives
     * @param clock the time that passes
     */
    public StatsReport(
            GraphApplier applier,
            Listening listening,
            Streaming streaming,
            EngineLoad load,
            HistoryFigures histories,
            GraphClocks clocks,
            List<SourceProvider> providers,
            Clock clock) {
        this.rates = new Rates(clock);
        this.applier = applier;
        this.listening = listening;
        this.streaming = streaming;
        this.load = load;
        this.histories = histories;
        this.clocks = clocks;
        this.providers = List.copyOf(providers);
    }

    /** All figures of this moment. */
    public ObjectNode figures() {
        RunningGraph running = applier.running();
        ObjectNode stats = Json.object();
        ObjectNode global = stats.putObject("global_stats");
        int graphRate = applier.figures().sampleRateHz();
        ObjectNode streams = stats.putObject("stream_stats");
        ArrayNode sources = stats.putArray("source_stats");
        running.sources().forEach((id, source) -> {
            SourceEndpoint endpoint = source.endpoint();
            SourceStatus status = endpoint == null ? null : endpoint.status();
            if (status != null) {
                streams.set(source.tag(), stream(source.tag(), status));
            }
            sources.add(source(id, source, status, graphRate));
        });
        long keptFrames = 0;
        double packetsPerSecond = 0;
        for (JsonNode source : sources) {
            keptFrames += source.path("timeshift_buffer").path("size").asLong();
            packetsPerSecond += source.path("packets_processed_per_second").asDouble();
        }
        global.put("timeshift_buffer_total_size", keptFrames);
        global.put("packets_added_to_timeshift_per_second", packetsPerSecond);
        global.set("timeshift_inbound_buffer", buffer());
        ArrayNode sinks = stats.putArray("sink_stats");
        running.sinks().forEach((id, sink) -> sinks.add(sink(id, sink, running)));
        stats.set("engine", engine());
        stats.set("history", histories.all());
        ObjectNode receivers = stats.putObject("receivers");
        providers.forEach(provider -> receivers.set(provider.kind(), counters(provider.counters())));
        return stats;
    }

    private ObjectNode engine() {
        EngineFigures figures = applier.figures();
        ObjectNode engine = Json.object();
        engine.put("sample_rate", figures.sampleRateHz());
        engine.put("period_frames", figures.periodFrames());
        engine.put("nodes", figures.nodes());
        engine.put("position", figures.position());
        engine.put(
                "position_utc",
                clocks.timeOf(figures.position()).map(Instant::toString).orElse(null));
        engine.put("utc_drift_ppm", clocks.driftPpm());
        engine.put("lateness_p50_us", figures.latenessP50Us());
        engine.put("lateness_p99_us", figures.latenessP99Us());
        engine.put("lateness_p999_us", figures.latenessP999Us());
        engine.put("lateness_max_us", figures.latenessMaxUs());
        ArrayNode lateness = engine.putArray("lateness");
        figures.lateness()
                .forEach((upToUs, count) ->
                        lateness.addObject().put("up_to_us", upToUs).put("periods", count));
        engine.put("load_percent", load.percent(figures));
        engine.set("counters", counters(figures.counters()));
        ArrayNode rights = engine.putArray("real_time");
        figures.rights()
                .forEach(right -> rights.addObject()
                        .put("name", right.name())
                        .put("granted", right.granted())
                        .put("text", right.text()));
        ArrayNode kernels = engine.putArray("kernels");
        Kernels.chosen()
                .forEach(kernel -> kernels.addObject()
                        .put("family", kernel.family())
                        .put("chosen", kernel.chosen())
                        .put("reason", kernel.reason())
                        .put("plain_ns", kernel.plainNs())
                        .put("vector_ns", kernel.vectorNs()));
        ArrayNode costs = engine.putArray("node_costs");
        applier.dearestNodes(NODES_TOLD)
                .forEach(cost -> costs.addObject()
                        .put("node", cost.node())
                        .put("average_us", cost.averageUs())
                        .put("max_us", cost.maxUs())
                        .put("timed", cost.timed()));
        return engine;
    }

    private ObjectNode stream(String tag, SourceStatus status) {
        ObjectNode stream = zeros(
                "last_arrival_time_error_ms",
                "total_anchor_adjustment_ms",
                "buffer_target_fill_percentage",
                "system_jitter_ms",
                "last_system_delay_ms");
        long packets = count(status.counters(), "packets");
        double packetsPerSecond = rates.perSecond("stream " + tag, packets);
        stream.put("total_packets_in_stream", packets);
        stream.put("packets_per_second", packetsPerSecond);
        stream.put("jitter_estimate_ms", count(status.counters(), "jitter_us") / 1_000.0);
        stream.put("timeshift_buffer_late_packets", count(status.counters(), "late_packets"));
        stream.put("timeshift_buffer_lagging_events", count(status.counters(), "resyncs"));
        stream.put("tm_buffer_underruns", count(status.counters(), "underruns"));
        stream.put("tm_packets_discarded", count(status.counters(), "lost_packets"));
        stream.put("target_buffer_level_ms", status.latencyMs());
        stream.put("playback_rate", playbackRate(status));
        ObjectNode waiting = waiting(status, packetsPerSecond);
        stream.set("timeshift_buffer_size", waiting.path("size"));
        stream.set("timeshift_buffer", waiting);
        stream.put("state", status.state().name().toLowerCase(Locale.ROOT));
        stream.put("format", SpokenFormat.of(status.format()));
        stream.put("latency_ms", status.latencyMs());
        stream.put("drift_ppm", status.driftPpm());
        stream.set("counters", counters(status.counters()));
        return stream;
    }

    private ObjectNode source(String id, RunningSource running, @Nullable SourceStatus status, int graphRate) {
        ObjectNode source = zeros(
                "input_queue_size",
                "output_queue_size",
                "last_packet_age_ms",
                "last_origin_age_ms",
                "avg_processing_ms",
                "peak_process_buffer_samples");
        int inputRate = status == null || status.format() == null
                ? graphRate
                : status.format().sampleRateHz();
        source.put("instance_id", id);
        source.put("source_tag", running.tag());
        Map<String, Long> happened = status == null ? Map.of() : status.counters();
        long packets = count(happened, "packets");
        double packetsPerSecond = rates.perSecond("source " + id, packets);
        source.put("packets_processed_per_second", packetsPerSecond);
        source.put("reconfigurations", count(happened, "format_changes"));
        source.put("chunks_pushed", packets);
        source.put("discarded_packets", count(happened, "late_packets") + count(happened, "duplicate_packets"));
        source.put("playback_rate", status == null ? 1.0 : playbackRate(status));
        source.put("input_samplerate", inputRate);
        source.put("output_samplerate", graphRate);
        source.put("resample_ratio", (double) graphRate / inputRate);
        source.set("input_buffer", status == null ? buffer() : waiting(status, packetsPerSecond));
        source.set("output_buffer", buffer());
        source.set("process_buffer", buffer());
        ObjectNode history = running.history() == null
                ? null
                : HistoryFigures.of(running.history().status());
        source.set("timeshift_buffer", kept(history, graphRate));
        source.put("problem", running.problem());
        source.set("history", history);
        return source;
    }

    private ObjectNode sink(String id, RunningSink running, RunningGraph graph) {
        List<RunningInput> mixed = graph.inputs().getOrDefault(id, List.of());
        ObjectNode sink = zeros(
                "sink_buffer_underruns",
                "mp3_buffer_overflows",
                "last_chunk_dwell_ms",
                "avg_chunk_dwell_ms",
                "last_send_gap_ms",
                "avg_send_gap_ms");
        sink.put("sink_id", id);
        sink.put(
                "active_input_streams",
                mixed.stream()
                        .filter(input -> plays(graph.sources().get(input.sourceId())))
                        .count());
        sink.put("total_input_streams", mixed.size());
        for (String name : new String[] {"payload_buffer", "mp3_output_buffer", "mp3_pcm_buffer"}) {
            sink.set(name, buffer());
        }
        ArrayNode inputs = sink.putArray("inputs");
        mixed.forEach(input -> inputs.add(input(input, graph.sources().get(input.sourceId()))));
        Map<String, Long> sent = running.endpoint() == null
                ? Map.of()
                : running.endpoint().status().counters();
        long packets = count(sent, "packets") + count(sent, "silent_packets");
        sink.put("packets_mixed_per_second", rates.perSecond("sink " + id, packets));
        sink.put("sink_buffer_overflows", count(sent, "socket_full"));
        ArrayNode listeners = sink.putArray("webrtc_listeners");
        listening.sessions(id).forEach(session -> listeners.add(listener(session)));
        sink.set("webrtc", counters(listening.counters(id)));
        putStreams(sink, id);
        sink.put("problem", running.problem());
        if (running.endpoint() != null) {
            sink.put("latency_ms", running.endpoint().status().latencyMs());
            sink.set("counters", counters(running.endpoint().status().counters()));
        }
        return sink;
    }

    /** Who listens by HTTP, by format. */
    private void putStreams(ObjectNode sink, String id) {
        Map<String, Long> happened = streaming.counters(id);
        sink.put("mp3_buffer_overflows", count(happened, "slow_listeners_dropped"));
        Map<String, Integer> formats = new TreeMap<>();
        streaming
                .listeners(id)
                .forEach(listener -> formats.merge(listener.format().describe(), 1, Integer::sum));
        ObjectNode streams = sink.putObject("streams");
        ArrayNode heard = streams.putArray("formats");
        formats.forEach(
                (format, listeners) -> heard.addObject().put("format", format).put("listeners", listeners));
        streams.set("counters", counters(happened));
    }

    /** Between a stream and the mix nothing waits: an input has run dry when its stream has. */
    private static ObjectNode input(RunningInput mixed, @Nullable RunningSource source) {
        ObjectNode input = zeros(
                "last_chunk_dwell_ms",
                "avg_chunk_dwell_ms",
                "ready_total_received",
                "ready_total_popped",
                "ready_total_dropped");
        SourceEndpoint stream = source == null ? null : source.endpoint();
        input.put("instance_id", mixed.pathId());
        input.put("underrun_events", stream == null ? 0 : count(stream.status().counters(), "underruns"));
        input.set("source_output_queue", buffer());
        input.set("ready_queue", buffer());
        return input;
    }

    private static long count(Map<String, Long> counters, String name) {
        return counters.getOrDefault(name, 0L);
    }

    private ObjectNode listener(ListenerSession session) {
        ListenerSession.ListenerStatus status = session.status();
        ObjectNode listener = zeros("pcm_buffer_size");
        listener.put(
                "packets_sent_per_second",
                rates.perSecond("listener " + session.id(), count(status.counters(), "packets_sent")));
        listener.put("listener_id", session.id());
        listener.put("connection_state", status.state());
        listener.put("codec", status.codec());
        listener.put("remote_address", status.remoteAddress());
        boolean reported = count(status.counters(), "reports_received") > 0;
        listener.put("loss_percent", reported ? count(status.counters(), "fraction_lost") / 2.56 : null);
        listener.put("jitter_ms", reported ? count(status.counters(), "jitter_us") / 1_000.0 : null);
        long roundTripUs = count(status.counters(), "round_trip_us");
        listener.put("round_trip_ms", roundTripUs > 0 ? roundTripUs / 1_000.0 : null);
        listener.set("counters", counters(status.counters()));
        return listener;
    }

    private static double playbackRate(SourceStatus status) {
        return 1 + status.driftPpm() * 1e-6;
    }

    private static ObjectNode counters(Map<String, Long> counts) {
        ObjectNode counters = Json.object();
        counts.forEach(counters::put);
        return counters;
    }

    private static boolean plays(@Nullable RunningSource source) {
        SourceEndpoint stream = source == null ? null : source.endpoint();
        return stream != null && stream.status().state() == SourceStatus.State.PLAYING;
    }

    /** What waits between a stream's arrival and the graph; as much goes as comes. */
    private static ObjectNode waiting(SourceStatus status, double packetsPerSecond) {
        ObjectNode waiting = buffer();
        int rateHz = status.format() == null ? 0 : status.format().sampleRateHz();
        waiting.put("size", Math.round(status.latencyMs() * rateHz / 1_000));
        waiting.put("depth_ms", status.latencyMs());
        waiting.put("push_rate_per_second", packetsPerSecond);
        waiting.put("pop_rate_per_second", packetsPerSecond);
        return waiting;
    }

    /** What is kept of a stream for time shifts. */
    private static ObjectNode kept(@Nullable ObjectNode history, int graphRate) {
        ObjectNode kept = buffer();
        double seconds = history == null ? 0 : history.path("kept_seconds").asDouble();
        kept.put("size", Math.round(seconds * graphRate));
        kept.put("depth_ms", seconds * 1_000);
        return kept;
    }

    private static ObjectNode buffer() {
        return zeros(
                "size", "high_watermark", "depth_ms", "fill_percent", "push_rate_per_second", "pop_rate_per_second");
    }

    private static ObjectNode zeros(String... names) {
        ObjectNode zeros = Json.object();
        for (String name : names) {
            zeros.put(name, 0);
        }
        return zeros;
    }
}
