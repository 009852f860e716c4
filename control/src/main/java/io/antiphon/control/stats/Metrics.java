package io.antiphon.control.stats;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The figures for Prometheus: those of the graph and those of the process. Nothing is gathered before the first question.
 * Any thread.
 */
public final class Metrics implements AutoCloseable {
    private final GraphCollector graph;
    private @Nullable Asked asked;

    /** @param graph the figures of the graph */
    public Metrics(GraphCollector graph) {
        this.graph = graph;
    }

    /** All figures of this moment, as the text format 0.0.4 of Prometheus has them. */
    public synchronized String scrape() {
        Asked made = asked;
        if (made == null) {
            made = ask();
            asked = made;
        }
        return made.registry.scrape();
    }

    @Override
    public synchronized void close() {
        if (asked != null) {
            asked.garbage.close();
            asked.registry.close();
            asked = null;
        }
    }

    private Asked ask() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmGcMetrics garbage = new JvmGcMetrics();
        garbage.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        registry.getPrometheusRegistry().register(graph);
        return new Asked(registry, garbage);
    }

    /**
     * What the first question makes.
     *
     * @param registry holds all meters
     * @param garbage listens to the collector until it is closed
     */
    private record Asked(PrometheusMeterRegistry registry, JvmGcMetrics garbage) {}
}
