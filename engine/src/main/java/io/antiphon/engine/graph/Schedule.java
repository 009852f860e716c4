package io.antiphon.engine.graph;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled graph: nodes in an order in which each finds its inputs ready. Immutable; run by the render threads. */
public final class Schedule {
    /** Nothing to run. */
    public static final Schedule EMPTY = new Schedule(0, List.of());

    private final long sequence;
    private final Node[] nodes;
    private final Link[][] inputs;
    private final EdgeNode[] edges;
    private final @Nullable Stages stages;

    /** For one thread. */
    Schedule(long sequence, List<Step> steps) {
        this(sequence, steps, null);
    }

    /** For two threads, where there is something to share. */
    Schedule(long sequence, Stages stages) {
        this(sequence, stages.steps(), stages.isShared() ? stages : null);
    }

    private Schedule(long sequence, List<Step> steps, @Nullable Stages stages) {
        this.sequence = sequence;
        this.stages = stages;
        this.nodes = steps.stream().map(Step::node).toArray(Node[]::new);
        this.inputs = steps.stream().map(Step::inputs).toArray(Link[][]::new);
        this.edges = Arrays.stream(nodes)
                .filter(EdgeNode.class::isInstance)
                .map(EdgeNode.class::cast)
                .toArray(EdgeNode[]::new);
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

    /**
     * Renders one period. One node is timed, so that looking at the clock costs next to nothing.
     *
     * @param position position of the period's first frame
     * @param timed index of the node that is timed this period
     * @param clock what it is timed by
     * @return nodes that were run; the others rest
     */
    @RealTime
    public int run(long position, int timed, Clock clock) {
        return runPart(0, nodes.length, position, timed, clock);
    }

    /** True when two threads may share it. */
    @RealTime
    public boolean isShared() {
        return stages != null;
    }

    /** As {@link #run}, with somebody who takes a half of each stage that is worth it. */
    @RealTime
    public int runShared(long position, int timed, Clock clock, PartRunner helper) {
        Stages shared = stages;
        if (shared == null) {
            return run(position, timed, clock);
        }
        int active = 0;
        int from = 0;
        for (int stage = 0; stage < shared.count(); stage++) {
            int split = shared.split(stage);
            int end = shared.end(stage);
            if (split < end) {
                helper.begin(this, split, end, position, timed);
                active += runPart(from, split, position, timed, clock);
                active += helper.join();
            } else {
                active += runPart(from, end, position, timed, clock);
            }
            from = end;
        }
        return active;
    }

    /** Runs the steps {@code from…to}, whose inputs must be ready. */
    @RealTime
    public int runPart(int from, int to, long position, int timed, Clock clock) {
        if (timed < from || timed >= to) {
            return run(from, to, position);
        }
        int active = run(from, timed, position);
        long beforeNs = clock.nowNs();
        active += run(timed, timed + 1, position);
        nodes[timed].took(clock.nowNs() - beforeNs);
        return active + run(timed + 1, to, position);
    }

    /** How often the outside of an edge has stalled since this was last asked. */
    @RealTime
    public long takeStalls() {
        long stalls = 0;
        for (EdgeNode edge : edges) {
            stalls += edge.takeStalls();
        }
        return stalls;
    }

    @RealTime
    private int run(int from, int to, long position) {
        int active = 0;
        for (int i = from; i < to; i++) {
            if (!rests(nodes[i], inputs[i])) {
                nodes[i].process(inputs[i], position);
                active++;
            }
        }
        return active;
    }

    @RealTime
    private static boolean rests(Node node, Link[] inputs) {
        if (!node.isResting()) {
            return false;
        }
        for (Link input : inputs) {
            if (!input.isIdle()) {
                return false;
            }
        }
        return true;
    }

    /**
     * One node's turn.
     *
     * @param node what is run
     * @param inputs links into it
     */
    @SuppressWarnings("ArrayRecordComponent") // package-private and handed over whole
    record Step(Node node, Link[] inputs) {}
}
