package io.antiphon.engine.graph;

import java.util.List;

/**
 * One node as it should be.
 *
 * @param id identity within the graph; a node keeps its state as long as its identity and structure stay
 * @param settings what kind of node and how it is set
 * @param inputs where its audio comes from
 */
public record NodeSpec(String id, NodeSettings settings, List<LinkSpec> inputs) {
    public NodeSpec {
        inputs = List.copyOf(inputs);
    }
}
