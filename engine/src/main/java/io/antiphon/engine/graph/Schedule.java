package io.antiphon.engine.graph;

import io.antiphon.engine.audio.RealTime;

/** A compiled graph: nodes in an order in which each finds its inputs ready. Immutable; run by the render thread. */
public final class Schedule {
    private final long sequence;
    private final Node[] nodes;
    private final Link[][] inputs;

    Schedule(long sequence, Node[] nodes, Link[][] inputs) {
        this.sequence = sequence;
        this.nodes = nodes;
        this.inputs = inputs;
    }

    /** Grows with every schedule that is compiled. */
    @RealTime
    public long sequence() {
        return sequence;
    }

    /** Number of nodes. */
    @RealTime
    public int size() {
        return nodes.length;
    }

    /** Renders one period. */
    @RealTime
    public void run(long position) {
        for (int i = 0; i < nodes.length; i++) {
            nodes[i].process(inputs[i], position);
        }
    }
}
