package io.antiphon.engine.graph;

import java.util.List;

/**
 * A whole graph as it should be; immutable. Order carries no meaning for the sound, but decides between nodes that could
 * run in any order, so that equal specs render equal bits.
 *
 * @param nodes all nodes, each identity once, without cycles
 */
public record GraphSpec(List<NodeSpec> nodes) {
    /** A graph that does nothing. */
    public static final GraphSpec EMPTY = new GraphSpec(List.of());

    public GraphSpec {
        nodes = List.copyOf(nodes);
    }
}
