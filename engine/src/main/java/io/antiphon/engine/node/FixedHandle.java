package io.antiphon.engine.node;

import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Handle of a node with nothing to turn while it runs: other settings make another node.
 *
 * @param settings what the node was made from
 * @param node the node
 * @param onRelease lets go of what the node holds
 */
record FixedHandle(NodeSettings settings, Node node, Runnable onRelease) implements NodeHandle {
    FixedHandle(NodeSettings settings, Node node) {
        this(settings, node, () -> {});
    }

    @Override
    public boolean accept(NodeSettings next) {
        return next.equals(settings);
    }

    @Override
    public void release() {
        onRelease.run();
    }
}
