package io.antiphon.control.apply;

import io.antiphon.control.model.SpeakerLayout;
import io.antiphon.control.solver.Shaping;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.EqualizerSettings;
import io.antiphon.engine.node.MatrixSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays out the nodes of one stretch of the way behind each other; what a stretch does not ask for has no node. Pure. */
final class ShapingStages {
    private final List<NodeSpec> nodes;

    /** @param nodes where nodes are added */
    ShapingStages(List<NodeSpec> nodes) {
        this.nodes = nodes;
    }

    /** What was laid out so far. */
    List<NodeSpec> nodes() {
        return nodes;
    }

    /** A node with any inputs; returns its identity. */
    String add(String id, NodeSettings settings, List<LinkSpec> inputs) {
        nodes.add(new NodeSpec(id, settings, inputs));
        return id;
    }

    /** A node with one input behind another; returns its identity. */
    String node(String id, NodeSettings settings, String from) {
        return add(id, settings, List.of(LinkSpec.unity(from)));
    }

    /** An equaliser where some band does something; returns the last node. */
    String equalized(String place, Shaping shaping, String from) {
        if (shaping.isFlat()) {
            return from;
        }
        List<Double> bands =
                shaping.bands().stream().map(band -> Math.clamp(band, 0.0, 2.0)).toList();
        return node("equalizer:" + place, new EqualizerSettings(bands, shaping.normalization()), from);
    }

    /** Delays of at most five seconds each; returns the last node. */
    String delayed(String place, int delayMs, int channels, String from) {
        String last = from;
        int most = DelaySettings.MAX_SECONDS * 1000;
        int left = delayMs;
        for (int n = 1; left > 0; n++) {
            int part = Math.min(left, most);
            last = node("delay" + n + ":" + place, new DelaySettings(part / 1e3, channels), last);
            left -= part;
        }
        return last;
    }

    /** The channels of a sink: by the layouts that a person made, else automatically; returns the node. */
    String spread(String place, Map<Integer, SpeakerLayout> layouts, int channels, String from) {
        Map<Integer, List<List<Double>>> byInputs = new HashMap<>();
        layouts.forEach((inputs, layout) -> {
            if (!layout.autoMode()) {
                byInputs.put(inputs, rows(layout, inputs, channels));
            }
        });
        return node("matrix:" + place + ":" + channels, new MatrixSettings(channels, byInputs), from);
    }

    private static List<List<Double>> rows(SpeakerLayout layout, int inputs, int channels) {
        List<List<Double>> rows = new ArrayList<>();
        for (int in = 0; in < inputs; in++) {
            rows.add(layout.matrix().get(in).subList(0, channels));
        }
        return rows;
    }
}
