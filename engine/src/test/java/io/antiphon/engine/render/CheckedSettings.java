package io.antiphon.engine.render;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Another node's settings, with a watch on how the schedule runs the node: once a period and behind all its inputs.
 *
 * @param inner the settings that count
 * @param watch what takes note
 */
record CheckedSettings(NodeSettings inner, Watch watch) implements NodeSettings {
    @Override
    public Inputs inputs() {
        return inner.inputs();
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new CheckedHandle(inner.create(format), watch);
    }

    private static final class CheckedHandle implements NodeHandle {
        private final NodeHandle inner;
        private final Watch watch;
        private final CheckedNode node;

        private CheckedHandle(NodeHandle inner, Watch watch) {
            this.inner = inner;
            this.watch = watch;
            this.node = new CheckedNode(inner.node(), watch);
        }

        @Override
        public Node node() {
            return node;
        }

        @Override
        public boolean accept(NodeSettings next) {
            return next instanceof CheckedSettings other && other.watch.equals(watch) && inner.accept(other.inner);
        }

        @Override
        public void release() {
            watch.released(node.output());
            inner.release();
        }
    }

    private static final class CheckedNode extends Node {
        private final Node inner;
        private final Watch watch;

        private CheckedNode(Node inner, Watch watch) {
            super(inner.output());
            this.inner = inner;
            this.watch = watch;
            watch.knows(output());
        }

        @Override
        public void process(Link[] inputs, long position) {
            watch.runs(output(), inputs, position);
            inner.process(inputs, position);
        }
    }

    /** Knows a node by its output. Used by one thread. */
    static final class Watch {
        private final IdentityHashMap<AudioBlock, Boolean> known = new IdentityHashMap<>();
        private final IdentityHashMap<AudioBlock, Long> lastRun = new IdentityHashMap<>();
        private final IdentityHashMap<AudioBlock, Boolean> released = new IdentityHashMap<>();
        private final List<String> problems = new ArrayList<>();

        /** What was wrong so far. */
        List<String> problems() {
            return problems;
        }

        /** True when that node ran in the period at {@code position}. */
        boolean ran(Node node, long position) {
            Long last = lastRun.get(node.output());
            return last != null && last == position;
        }

        /** What the compiler puts between two nodes to let a link cross over is not known. */
        private void knows(AudioBlock output) {
            known.put(output, true);
        }

        private void runs(AudioBlock output, Link[] inputs, long position) {
            Long before = lastRun.put(output, position);
            if (before != null && before == position) {
                problems.add("a node ran twice at " + position);
            }
            if (released.containsKey(output)) {
                problems.add("a node ran after its release at " + position);
            }
            for (Link input : inputs) {
                Long last = lastRun.get(input.block());
                if (known.containsKey(input.block()) && (last == null || last != position)) {
                    problems.add("a node ran before its input at " + position + ", input's last run at " + last);
                }
            }
        }

        private void released(AudioBlock output) {
            if (released.put(output, true) != null) {
                problems.add("a node was released twice");
            }
        }
    }
}
