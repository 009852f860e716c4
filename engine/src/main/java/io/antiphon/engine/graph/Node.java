package io.antiphon.engine.graph;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/** What the render thread runs once a period: takes its inputs, fills its output. Owned by the render thread. */
public abstract class Node {
    private final AudioBlock output;

    /** @param output the block that this node fills; a node that gives nothing has one that stays silent */
    protected Node(AudioBlock output) {
        this.output = output;
    }

    /** What this node made of the current period; for nodes further on in the schedule. */
    @RealTime
    public final AudioBlock output() {
        return output;
    }

    /**
     * Renders one period.
     *
     * @param inputs links into this node, in the order of the spec; those that fade out stand behind the others
     * @param position position of the period's first frame
     */
    @RealTime
    public abstract void process(Link[] inputs, long position);
}
