package io.antiphon.engine.graph;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.counters.NodeCounter;

/** What the render thread runs once a period: takes its inputs, fills its output. Owned by the render thread. */
public abstract class Node {
    private static final int AVERAGED = 16;

    private final AudioBlock own;
    private AudioBlock output;
    private final Counters<NodeCounter> cost = new Counters<>(NodeCounter.class);

    /** @param output the block that this node fills; a node that gives nothing has one that stays silent */
    protected Node(AudioBlock output) {
        this.own = output;
        this.output = output;
    }

    /** What this node made of the current period; for nodes further on in the schedule. */
    @RealTime
    public final AudioBlock output() {
        return output;
    }

    /** Gives the input on as it is, without a copy, until {@link #fill}. Only for an input whose gain means nothing here. */
    @RealTime
    protected final void passOn(AudioBlock input) {
        output = input;
    }

    /** Gives again what this node makes itself. */
    @RealTime
    protected final void fill() {
        output = own;
    }

    /**
     * Renders one period. Left out while all inputs are idle and {@link #isResting} says that nothing would come of it.
     *
     * @param inputs links into this node by the order of its ports, within a port in the order of the spec; those that
     *     fade out stand behind the others
     * @param position position of the period's first frame
     */
    @RealTime
    public abstract void process(Link[] inputs, long position);

    /**
     * True when a period of silence would change nothing: the output is silent already, no tail is left to sound and no
     * value is on its way. Nodes that must see every period, such as sinks, say false.
     */
    @RealTime
    public boolean isResting() {
        return false;
    }

    /** What is known of the time it takes. Any thread. */
    public final Counters<NodeCounter> cost() {
        return cost;
    }

    /** Takes note of one period's time. */
    @RealTime
    final void took(long ns) {
        long before = cost.get(NodeCounter.AVERAGE_NS_16THS);
        boolean first = cost.get(NodeCounter.TIMED) == 0;
        cost.set(NodeCounter.AVERAGE_NS_16THS, first ? ns * AVERAGED : before + ns - before / AVERAGED);
        cost.set(NodeCounter.LONGEST_NS, Math.max(ns, cost.get(NodeCounter.LONGEST_NS)));
        cost.increment(NodeCounter.TIMED);
    }
}
