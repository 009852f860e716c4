package io.antiphon.engine.graph;

import java.util.List;

/**
 * One node as it should be.
 *
 * @param id identity within the graph; a node keeps its state as long as its identity and structure stay
 * @param settings what kind of node and how it is set
 * @param inputs where its audio comes from
 */
public record NodeSpec(String id, NodeSettings settings, List<LinkSpec> inputs) {
    public NodeSpec {
        inputs = List.copyOf(inputs);
    }

    /** True when it differs from the other in settings, and in gains of links that may have any, alone. */
    boolean hasFormOf(NodeSpec other) {
        Inputs takes = settings.inputs();
        if (!id.equals(other.id) || inputs.size() != other.inputs.size() || !takes.equals(other.settings.inputs())) {
            return false;
        }
        for (int i = 0; i < inputs.size(); i++) {
            LinkSpec now = inputs.get(i);
            LinkSpec then = other.inputs.get(i);
            boolean sameGain = now.gain() == then.gain() || takes.takesMany(now.port());
            if (!now.from().equals(then.from()) || !now.port().equals(then.port()) || !sameGain) {
                return false;
            }
        }
        return true;
    }
}
