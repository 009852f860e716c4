package io.antiphon.control.stats;

import io.antiphon.control.apply.EngineFigures;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.engine.endpoint.HistoryStatus;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.SourceStatus;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;

/**
 * The figures of the graph, made anew at each question since sources and sinks come and go. They are labelled by identity,
 * so that another name does not begin another series; {@code antiphon_endpoint_info} tells the names. Any thread.
 */
public final class GraphCollector implements MultiCollector {
    private final RunningSystem system;
    private final GraphApplier applier;
    private final Listening listening;
    private final HistoryFigures histories;
    private final GraphClocks clocks;
    private final List<SourceProvider> providers;
    private final RequestTimes requests;

    /**
     * @param system what is configured
     * @param applier what runs
     * @param listening who listens
     * @param histories what is kept
     * @param clocks what positions mean in time
     * @param providers what receives
     * @param requests how long requests take
     */
    public GraphCollector(
            RunningSystem system,
            GraphApplier applier,
            Listening listening,
            HistoryFigures histories,
            GraphClocks clocks,
            List<SourceProvider> providers,
            RequestTimes requests) {
        this.system = system;
        this.applier = applier;
        this.listening = listening;
        this.histories = histories;
        this.clocks = clocks;
        this.providers = List.copyOf(providers);
        this.requests = requests;
    }

    @Override
    public MetricSnapshots collect() {
        Samples samples = new Samples();
        addEngine(samples);
        samples.gauge("antiphon_history_bytes", Labels.EMPTY, (double) histories.bytes());
        samples.gauge("antiphon_history_failing", Labels.EMPTY, histories.isFailing() ? 1 : 0);
        samples.histogram("antiphon_http_request_seconds", requests.countsByUs());
        RunningGraph running = applier.running();
        addNames(samples);
        addSources(samples, running);
        addSinks(samples, running);
        for (SourceProvider provider : providers) {
            samples.counters("antiphon_receiver_", Labels.of("kind", provider.kind()), provider.counters());
        }
        return samples.all();
    }

    private void addEngine(Samples samples) {
        EngineFigures figures = applier.figures();
        figures.counters().forEach((name, count) -> {
            switch (name) {
                case "render_ns" -> samples.counter("antiphon_engine_render_seconds", Labels.EMPTY, count * 1e-9);
                case "nodes_active" -> samples.gauge("antiphon_engine_nodes_active", Labels.EMPTY, count);
                default -> samples.counter("antiphon_engine_" + name, Labels.EMPTY, count);
            }
        });
        samples.gauge("antiphon_engine_nodes", Labels.EMPTY, figures.nodes());
        double periodSeconds = (double) figures.periodFrames() / figures.sampleRateHz();
        samples.gauge("antiphon_engine_period_seconds", Labels.EMPTY, periodSeconds);
        clocks.timeOf(figures.position())
                .ifPresent(utc ->
                        samples.gauge("antiphon_engine_position_utc_seconds", Labels.EMPTY, utc.toEpochMilli() * 1e-3));
        samples.gauge("antiphon_engine_utc_drift_ratio", Labels.EMPTY, clocks.driftPpm() * 1e-6);
        samples.histogram("antiphon_engine_lateness_seconds", figures.lateness());
    }

    private void addNames(Samples samples) {
        for (EntityKind kind : List.of(EntityKind.SOURCE, EntityKind.SINK)) {
            system.configuration().of(kind).stream()
                    .filter(entity -> entity instanceof Endpoint endpoint && !endpoint.group())
                    .forEach(entity -> samples.gauge(
                            "antiphon_endpoint_info",
                            Labels.of("id", entity.configId(), "kind", kind.singular(), "name", entity.name()),
                            1));
        }
    }

    private static void addSources(Samples samples, RunningGraph running) {
        running.sources().forEach((id, source) -> {
            Labels labels = Labels.of("id", id);
            SourceStatus status =
                    source.endpoint() == null ? null : source.endpoint().status();
            boolean plays = status != null && status.state() == SourceStatus.State.PLAYING;
            samples.gauge("antiphon_source_playing", labels, plays ? 1 : 0);
            if (status != null) {
                samples.gauge("antiphon_source_latency_seconds", labels, status.latencyMs() * 1e-3);
                samples.gauge("antiphon_source_drift_ratio", labels, status.driftPpm() * 1e-6);
                samples.counters("antiphon_source_", labels, status.counters());
            }
            if (source.history() != null) {
                HistoryStatus kept = source.history().status();
                samples.gauge("antiphon_source_history_seconds", labels, kept.keptSeconds());
                samples.gauge("antiphon_source_history_bytes", labels, (double) kept.bytes());
                samples.counters("antiphon_source_history_", labels, kept.counters());
            }
        });
    }

    private void addSinks(Samples samples, RunningGraph running) {
        running.sinks().forEach((id, sink) -> {
            Labels labels = Labels.of("id", id);
            samples.gauge("antiphon_sink_failed", labels, sink.problem() == null ? 0 : 1);
            samples.gauge(
                    "antiphon_sink_inputs",
                    labels,
                    running.inputs().getOrDefault(id, List.of()).size());
            samples.gauge(
                    "antiphon_sink_listeners", labels, listening.sessions(id).size());
            if (sink.endpoint() != null) {
                samples.counters(
                        "antiphon_sink_", labels, sink.endpoint().status().counters());
            }
        });
    }
}
