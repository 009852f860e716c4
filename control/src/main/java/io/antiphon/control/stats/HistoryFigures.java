package io.antiphon.control.stats;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.RunningGraph.RunningSource;
import io.antiphon.control.schema.Json;
import io.antiphon.engine.endpoint.HistoryStatus;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.HistoryTap;
import java.util.Collection;
import java.util.Objects;

/** What is kept of streams, and whether all goes well. Any thread. */
public final class HistoryFigures {
    private final HistoryStore store;
    private final GraphApplier applier;

    /**
     * @param store where streams are kept
     * @param applier what runs
     */
    public HistoryFigures(HistoryStore store, GraphApplier applier) {
        this.store = store;
        this.applier = applier;
    }

    /** {@code off}, {@code kept}, or {@code failing} when less is kept than should be. */
    public String state() {
        if (store.reachSeconds() == 0) {
            return "off";
        }
        return isFailing() ? "failing" : "kept";
    }

    /** Whether less is kept than should be. */
    boolean isFailing() {
        return store.problem() != null;
    }

    /** What all histories take of the disk; several sources may play one stream. */
    long bytes() {
        return histories().stream()
                .mapToLong(history -> history.status().bytes())
                .sum();
    }

    /** All of it. */
    ObjectNode all() {
        return Json.object()
                .put("state", state())
                .put("problem", store.problem())
                .put("reach_seconds", store.reachSeconds())
                .put("streams", histories().size())
                .put("bytes", bytes());
    }

    /** That of one stream. */
    static ObjectNode of(HistoryStatus status) {
        ObjectNode history = Json.object()
                .put("channels", status.channels())
                .put("kept_seconds", status.keptSeconds())
                .put("bytes", status.bytes())
                .put("readers", status.readers());
        ObjectNode counters = history.putObject("counters");
        status.counters().forEach(counters::put);
        return history;
    }

    private Collection<HistoryTap> histories() {
        return applier.running().sources().values().stream()
                .map(RunningSource::history)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
