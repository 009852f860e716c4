package io.antiphon.engine.endpoint;

import java.util.Map;

/**
 * What a history holds at one moment.
 *
 * @param channels channels that are kept; 0 when nothing is
 * @param keptSeconds how far back it reaches
 * @param bytes what it takes of the disk
 * @param readers ways through it that are open
 * @param counters counts since it was opened, by name
 */
public record HistoryStatus(int channels, double keptSeconds, long bytes, int readers, Map<String, Long> counters) {
    public HistoryStatus {
        counters = Map.copyOf(counters);
    }
}
