package io.antiphon.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds everything that keeps a spec from running. */
final class SpecCheck {
    private final Map<String, NodeSpec> nodes = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SpecCheck() {}

    /** @throws GraphException with all problems at once */
    static void check(GraphSpec spec) throws GraphException {
        SpecCheck check = new SpecCheck();
        for (NodeSpec node : spec.nodes()) {
            if (check.nodes.put(node.id(), node) != null) {
                check.problems.add("node " + node.id() + " stands in the graph twice");
            }
        }
        spec.nodes().forEach(check::checkInputs);
        if (check.problems.isEmpty()) {
            check.checkCycles(spec);
        }
        if (!check.problems.isEmpty()) {
            throw new GraphException(check.problems);
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
            expect(nodes.containsKey(input.from()), node, "has an input from " + input.from() + ", which is not there");
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
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<String>> readers = new HashMap<>();
        List<String> ready = new ArrayList<>();
        for (NodeSpec node : spec.nodes()) {
            missing.put(node.id(), node.inputs().size());
            node.inputs()
                    .forEach(input -> readers.computeIfAbsent(input.from(), k -> new ArrayList<>())
                            .add(node.id()));
            if (node.inputs().isEmpty()) {
                ready.add(node.id());
            }
        }
        while (!ready.isEmpty()) {
            String done = ready.removeLast();
            missing.remove(done);
            for (String reader : readers.getOrDefault(done, List.of())) {
                @Nullable Integer left = missing.computeIfPresent(reader, (k, n) -> n - 1);
                if (left != null && left == 0) {
                    ready.add(reader);
                }
            }
        }
        if (!missing.isEmpty()) {
            problems.add("nodes feed each other in a circle: "
                    + String.join(", ", missing.keySet().stream().sorted().toList()));
        }
    }
}
