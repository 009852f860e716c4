package io.antiphon.control.apply;

import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.TimeshiftSettings;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is heard as it was some time ago: from its history, or out of a delay line when that is sooner than a
 * history can be read. Pure.
 *
 * @param histories what is kept, by tag of the stream
 * @param reachSeconds how far back it reaches; a shift beyond that is as long as that
 */
record HeardPast(Map<String, HistoryTap> histories, double reachSeconds) {
    /** Nothing is kept. */
    static final HeardPast NOTHING = new HeardPast(Map.of(), 0);

    /** As many as a stream may have. */
    private static final int DELAYED_CHANNELS = 8;

    HeardPast {
        histories = Map.copyOf(histories);
    }

    /** The history of that stream, when one is kept. */
    @Nullable
    HistoryTap history(String tag) {
        return histories.get(tag);
    }

    /** The shift that is heard when so many seconds are asked for. */
    double heardSeconds(double seconds) {
        return seconds < TimeshiftSettings.MIN_SECONDS
                ? seconds
                : Math.min(seconds, Math.min(reachSeconds, TimeshiftSettings.MAX_SECONDS));
    }

    /** What lies between the stream and what is heard so many seconds later; empty when nothing does. */
    Optional<Heard> shifted(String tag, double seconds) {
        double heard = heardSeconds(seconds);
        HistoryTap history = histories.get(tag);
        if (heard > 0 && heard < TimeshiftSettings.MIN_SECONDS) {
            return Optional.of(new Heard(new DelaySettings(heard, DELAYED_CHANNELS), true));
        }
        return history == null || heard == 0
                ? Optional.empty()
                : Optional.of(new Heard(new TimeshiftSettings(history, heard), false));
    }

    /**
     * A node that plays the past.
     *
     * @param settings its settings
     * @param fed whether the stream flows into it
     */
    record Heard(NodeSettings settings, boolean fed) {}
}
