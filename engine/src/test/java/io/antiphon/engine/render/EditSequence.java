package io.antiphon.engine.render;

import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.testing.FakeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A graph that is edited by numbers: each edit takes three of them and makes of the graph as it is another one that can
 * run. Links lead from older nodes to younger ones or back, as long as they do not go round in a circle.
 */
final class EditSequence {
    private static final int MOST_NODES = 24;

    private final SequencedMap<String, NodeSettings> settings = new LinkedHashMap<>();
    private final Map<String, List<LinkSpec>> inputs = new LinkedHashMap<>();
    private final List<NodeSpec> untouched;
    private int made;

    /** @param untouched nodes that stand in every graph and take nothing from the others; the first may be listened to */
    EditSequence(List<NodeSpec> untouched) {
        this.untouched = untouched;
    }

    /** Makes one edit. */
    void edit(int what, int one, int other) {
        switch (what % 8) {
            case 0 -> add(new SourceSettings(new FakeSource(1 + one % 8, 0.1f)), List.of());
            case 1 -> add(new MixSettings(1 + one % 8), List.of(link(other, one)));
            case 2 -> add(new GainSettings(one % 10 / 10.0), List.of(LinkSpec.unity(anyName(other))));
            case 3 ->
                add(new DelaySettings(one % 40 / 1_000.0, 1 + other % 8), List.of(LinkSpec.unity(anyName(other))));
            case 4 -> add(new MeterSettings(), List.of(LinkSpec.unity(anyName(other))));
            case 5 -> remove(one);
            case 6 -> relink(one, other);
            default -> turn(one, other);
        }
    }

    /** The graph as it is now; the order of its nodes is that of the map, or the reverse. */
    GraphSpec graph(boolean reversed) {
        List<NodeSpec> nodes = new ArrayList<>(untouched);
        (reversed ? settings.reversed() : settings)
                .forEach((name, of) -> nodes.add(new NodeSpec(name, of, inputs.getOrDefault(name, List.of()))));
        return new GraphSpec(nodes);
    }

    private void add(NodeSettings of, List<LinkSpec> links) {
        if (settings.size() < MOST_NODES) {
            // A name that was used before comes back now and then, with other settings.
            String name = "n" + made++ % (2 * MOST_NODES);
            if (!settings.containsKey(name)) {
                settings.put(name, of);
                inputs.put(name, links);
            }
        }
    }

    /** Takes a node away, and those with a single input that hang on it. */
    private void remove(int which) {
        String name = nameOf(which);
        if (name.isEmpty()) {
            return;
        }
        List<String> gone = new ArrayList<>(List.of(name));
        for (int i = 0; i < gone.size(); i++) {
            String from = gone.get(i);
            settings.remove(from);
            inputs.remove(from);
            inputs.forEach((reader, links) -> {
                if (links.stream().anyMatch(link -> link.from().equals(from))) {
                    if (settings.get(reader) instanceof MixSettings) {
                        inputs.put(reader, without(links, from));
                    } else if (!gone.contains(reader)) {
                        gone.add(reader);
                    }
                }
            });
        }
    }

    private void relink(int which, int other) {
        String name = nameOf(which);
        String from = anyName(other);
        List<LinkSpec> before = inputs.getOrDefault(name, List.of());
        boolean mix = settings.get(name) instanceof MixSettings;
        if (name.isEmpty() || (before.isEmpty() && !mix) || reaches(name, from)) {
            return;
        }
        if (mix) {
            List<LinkSpec> links = new ArrayList<>(without(before, from));
            if (links.size() == before.size()) {
                links.add(new LinkSpec(from, which % 7 / 6.0));
            }
            inputs.put(name, links);
        } else {
            inputs.put(name, List.of(LinkSpec.unity(from)));
        }
    }

    private void turn(int which, int value) {
        String name = nameOf(which);
        NodeSettings of = settings.get(name);
        if (of instanceof GainSettings) {
            settings.put(name, new GainSettings(value % 20 / 10.0));
        } else if (of instanceof DelaySettings delay) {
            settings.put(name, new DelaySettings(value % 300 / 1_000.0, delay.channels()));
        } else if (of instanceof MixSettings) {
            inputs.computeIfPresent(
                    name,
                    (key, links) -> links.stream()
                            .map(link -> new LinkSpec(link.from(), value % 5 / 4.0))
                            .toList());
        }
    }

    /** True when audio of {@code from} comes to {@code to}, or they are the same. */
    private boolean reaches(String from, String to) {
        return from.equals(to)
                || inputs.getOrDefault(to, List.of()).stream().anyMatch(link -> reaches(from, link.from()));
    }

    private LinkSpec link(int which, int gain) {
        return new LinkSpec(anyName(which), gain % 4 / 3.0);
    }

    private String nameOf(int which) {
        return settings.isEmpty() ? "" : List.copyOf(settings.keySet()).get(which % settings.size());
    }

    /** A node that may be listened to: one of ours, or the first of those that stay. */
    private String anyName(int which) {
        int index = which % (settings.size() + 1);
        return index == settings.size()
                ? untouched.getFirst().id()
                : List.copyOf(settings.keySet()).get(index);
    }

    private static List<LinkSpec> without(List<LinkSpec> links, String from) {
        return links.stream().filter(link -> !link.from().equals(from)).toList();
    }
}
