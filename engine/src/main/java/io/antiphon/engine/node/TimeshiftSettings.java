package io.antiphon.engine.node;

import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Plays what a history has kept as it was some time ago, at the pace of real time.
 *
 * @param history what is played; a {@link KeepSettings} node of the same graph fills it
 * @param seconds how long ago, {@value #MIN_SECONDS}…{@value #MAX_SECONDS}; less than that is a delay's work
 */
public record TimeshiftSettings(HistoryTap history, double seconds) implements NodeSettings {
    /** What the way to the disk and back may take. */
    public static final double MIN_SECONDS = 0.25;

    /** Longest time. */
    public static final double MAX_SECONDS = 300;

    public TimeshiftSettings {
        if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
            throw new IllegalArgumentException("timeshift " + seconds + " s: " + MIN_SECONDS + "…" + MAX_SECONDS);
        }
    }

    @Override
    public Inputs inputs() {
        return Inputs.NONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        HistoryReader reader = history.reader();
        TimeshiftNode node = new TimeshiftNode(reader, frames(format), format.periodFrames());
        return new TimeshiftHandle(history, reader, node, format);
    }

    private long frames(GraphFormat format) {
        return Math.round(seconds * format.sampleRateHz());
    }

    /**
     * Moves a running node.
     *
     * @param history what is played
     * @param reader closed when the node has gone
     * @param timeshift the node; the shift crosses as a value, latest wins
     * @param format of the graph
     */
    private record TimeshiftHandle(
            HistoryTap history, HistoryReader reader, TimeshiftNode timeshift, GraphFormat format)
            implements NodeHandle {
        @Override
        public TimeshiftNode node() {
            return timeshift;
        }

        @Override
        public boolean accept(NodeSettings next) {
            if (next instanceof TimeshiftSettings settings && settings.history().equals(history)) {
                timeshift.shiftTo(settings.frames(format));
                return true;
            }
            return false;
        }

        @Override
        public void release() {
            reader.close();
        }
    }
}
