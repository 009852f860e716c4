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
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SpecCheck() {}

    /**
     * Checks a spec.
     *
     * @param running a node of the spec that passed the check last, by its identity; what has not changed since needs no
     *     second look, and only a link that is new can close a circle
     * @throws GraphException with all problems at once
     */
    static void check(GraphSpec spec, Function<String, @Nullable NodeSpec> running) throws GraphException {
        SpecCheck check = new SpecCheck();
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
        List<List<Integer>> readers = new ArrayList<>();
        nodes.forEach(node -> readers.add(new ArrayList<>(2)));
        List<Integer> ready = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            missing[i] = nodes.get(i).inputs().size();
            for (LinkSpec input : nodes.get(i).inputs()) {
                readers.get(place(input.from())).add(i);
            }
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        while (!ready.isEmpty()) {
            for (int reader : readers.get(ready.removeLast())) {
                if (--missing[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        List<String> circle = IntStream.range(0, missing.length)
                .filter(i -> missing[i] > 0)
                .mapToObj(i -> nodes.get(i).id())
                .sorted()
                .toList();
        if (!circle.isEmpty()) {
            problems.add("nodes feed each other in a circle: " + String.join(", ", circle));
        }
    }
}
