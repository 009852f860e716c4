package io.antiphon.control.stats;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers samples of one moment by the name of their metric. One thread, one use. */
final class Samples {
    private final Map<String, CounterSnapshot.Builder> counters = new TreeMap<>();
    private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();
    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    /** A count that only grows. */
    void counter(String name, Labels labels, double value) {
        counters.computeIfAbsent(name, key -> CounterSnapshot.builder().name(key))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build());
    }

    /** Counts by name. */
    void counters(String prefix, Labels labels, Map<String, Long> counts) {
        counts.forEach((name, count) -> counter(PrometheusNaming.sanitizeMetricName(prefix + name), labels, count));
    }

    /** A value that goes up and down. */
    void gauge(String name, Labels labels, double value) {
        gauges.computeIfAbsent(name, key -> GaugeSnapshot.builder().name(key))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build());
    }

    /** Counts by the longest time that they stand for, in microseconds. */
    void histogram(String name, SortedMap<Double, Long> countsByUs) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        countsByUs.forEach((upToUs, count) -> buckets.bucket(upToUs * 1e-6, count));
        if (countsByUs.isEmpty() || Double.isFinite(countsByUs.lastKey())) {
            buckets.bucket(Double.POSITIVE_INFINITY, 0);
        }
        all.metricSnapshot(HistogramSnapshot.builder()
                .name(name)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .build())
                .build());
    }

    MetricSnapshots all() {
        counters.values().forEach(counter -> all.metricSnapshot(counter.build()));
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        return all.build();
    }
}
