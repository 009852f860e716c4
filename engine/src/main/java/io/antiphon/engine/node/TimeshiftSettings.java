package io.antiphon.engine.node;

import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Plays its input as it was some time ago, at the pace of real time, and keeps it for that. With 0 it passes it on. The
 * node closes the history when it is released.
 *
 * @param history where the input is kept; belongs to the engine from the first spec that holds it on
 * @param seconds how long ago, 0 or {@value #MIN_SECONDS}…{@value #MAX_SECONDS}; less than that is a delay's work
 */
public record TimeshiftSettings(HistoryTap history, double seconds) implements NodeSettings {
    /** What the way to the disk and back may take. */
    public static final double MIN_SECONDS = 0.25;

    /** Longest time. */
    public static final double MAX_SECONDS = 300;

    public TimeshiftSettings {
        if (seconds != 0 && !(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
            throw new IllegalArgumentException("timeshift " + seconds + " s: 0 or " + MIN_SECONDS + "…" + MAX_SECONDS);
        }
    }

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        TimeshiftNode node = new TimeshiftNode(history, format.periodFrames());
        node.shiftTo(frames(format));
        return new TimeshiftHandle(history, node, format);
    }

    private long frames(GraphFormat format) {
        return Math.round(seconds * format.sampleRateHz());
    }

    /**
     * Moves a running node.
     *
     * @param history closed when the node has gone
     * @param timeshift the node; the shift crosses as a value, latest wins
     * @param format of the graph
     */
    private record TimeshiftHandle(HistoryTap history, TimeshiftNode timeshift, GraphFormat format)
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
            history.close();
        }
    }
}
