package io.antiphon.engine.node;

import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;
import java.util.Optional;

/** Reads and restarts a loudness meter. */
public final class LoudnessMeterHandle implements NodeHandle {
    private final LoudnessMeterNode node;

    LoudnessMeterHandle(LoudnessMeterNode node) {
        this.node = node;
    }

    /** The last values; empty before the first and in the rare case that the next ones are just being written. Any thread. */
    public Optional<LoudnessReading> read() {
        return node.window().read();
    }

    /**
     * Starts integrated loudness, range and maxima anew with the next period. Any thread.
     *
     * @return the measurement that begins then, as its readings call it
     */
    public int restart() {
        return node.restart();
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean accept(NodeSettings next) {
        return next instanceof LoudnessMeterSettings;
    }
}
