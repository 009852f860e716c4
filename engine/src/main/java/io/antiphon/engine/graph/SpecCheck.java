package io.antiphon.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds everything that keeps a spec from running. */
final class SpecCheck {
    private final Map<String, Integer> places;
    private final List<String> problems = new ArrayList<>();

    private SpecCheck(int nodes) {
        places = HashMap.newHashMap(nodes);
    }

    /**
     * Checks a spec.
     *
     * @param running a node of the spec that passed the check last, by its identity; what has not changed since needs no
     *     second look, and only a link that is new can close a circle
     * @throws GraphException with all problems at once
     */
    static void check(GraphSpec spec, Function<String, @Nullable NodeSpec> running) throws GraphException {
        SpecCheck check = new SpecCheck(spec.nodes().size());
        for (NodeSpec node : spec.nodes()) {
            if (check.places.put(node.id(), check.places.size()) != null) {
                check.problems.add("node " + node.id() + " stands in the graph twice");
            }
        }
        boolean linked = false;
        for (NodeSpec node : spec.nodes()) {
            NodeSpec old = running.apply(node.id());
            if (old == null || !old.equals(node)) {
                check.checkInputs(node);
                linked |= old == null || !old.inputs().equals(node.inputs());
            }
            check.checkFeeders(node);
        }
        if (linked && check.problems.isEmpty()) {
            check.checkCycles(spec);
        }
        if (!check.problems.isEmpty()) {
            throw new GraphException(check.problems);
        }
    }

    private int place(String id) {
        return Objects.requireNonNull(places.get(id), id);
    }

    private void checkFeeders(NodeSpec node) {
        for (LinkSpec input : node.inputs()) {
            if (!places.containsKey(input.from())) {
                problems.add("node " + node.id() + " has an input from " + input.from() + ", which is not there");
            }
        }
    }

    private void checkInputs(NodeSpec node) {
        Inputs takes = node.settings().inputs();
        for (String port : takes.ports()) {
            if (!takes.takesMany(port)) {
                checkSingle(node, port);
            }
        }
        Set<String> seen = new HashSet<>();
        for (LinkSpec input : node.inputs()) {
            expect(
                    takes.ports().contains(input.port()),
                    node,
                    "has an input at " + input.port() + ", but takes " + takes.ports());
            expect(
                    seen.add(input.port() + "\n" + input.from()),
                    node,
                    "has two inputs from " + input.from() + " at " + input.port());
        }
    }

    private void checkSingle(NodeSpec node, String port) {
        List<LinkSpec> links = node.inputs().stream()
                .filter(input -> input.port().equals(port))
                .toList();
        expect(
                links.size() == 1 && links.getFirst().gain() == 1.0,
                node,
                "takes one input at gain 1 at " + port + " but has " + links);
    }

    private void expect(boolean holds, NodeSpec node, String problem) {
        if (!holds) {
            problems.add("node " + node.id() + " " + problem);
        }
    }

    /** Takes away nodes whose inputs are all taken away, until none is left or what is left goes round in a circle. */
    private void checkCycles(GraphSpec spec) {
        List<NodeSpec> nodes = spec.nodes();
        int[] missing = new int[nodes.size()];
        int[] ends = new int[nodes.size() + 1]; // of each node's readers; before they are filled in, where they begin
        for (int i = 0; i < missing.length; i++) {
            missing[i] = nodes.get(i).inputs().size();
            for (LinkSpec input : nodes.get(i).inputs()) {
                ends[place(input.from()) + 1]++;
            }
        }
        for (int i = 1; i < ends.length; i++) {
            ends[i] += ends[i - 1];
        }
        int[] readers = new int[ends[missing.length]];
        for (int i = 0; i < missing.length; i++) {
            for (LinkSpec input : nodes.get(i).inputs()) {
                readers[ends[place(input.from())]++] = i;
            }
        }
        takeAway(missing, readers, ends);
        List<String> circle = IntStream.range(0, missing.length)
                .filter(i -> missing[i] > 0)
                .mapToObj(i -> nodes.get(i).id())
                .sorted()
                .toList();
        if (!circle.isEmpty()) {
            problems.add("nodes feed each other in a circle: " + String.join(", ", circle));
        }
    }

    /**
     * Takes away what is ready.
     *
     * @param missing inputs of each node that are not taken away; 0 for those that are
     * @param readers who reads from the first node, then who reads from the second, and so on
     * @param ends where the readers of each node end
     */
    private static void takeAway(int[] missing, int[] readers, int[] ends) {
        int[] ready = new int[missing.length];
        int waiting = 0;
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready[waiting++] = i;
            }
        }
        while (waiting > 0) {
            int node = ready[--waiting];
            for (int i = node == 0 ? 0 : ends[node - 1]; i < ends[node]; i++) {
                if (--missing[readers[i]] == 0) {
                    ready[waiting++] = readers[i];
                }
            }
        }
    }
}
