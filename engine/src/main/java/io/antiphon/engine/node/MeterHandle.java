package io.antiphon.engine.node;

import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;
import java.util.Optional;

/** Reads a meter. */
public final class MeterHandle implements NodeHandle {
    private final MeterNode node;

    MeterHandle(MeterNode node) {
        this.node = node;
    }

    /** The last whole window; empty before the first and in the rare case that the next one is just being written. Any thread. */
    public Optional<MeterReading> read() {
        return node.window().read();
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean accept(NodeSettings next) {
        return next instanceof MeterSettings;
    }
}
