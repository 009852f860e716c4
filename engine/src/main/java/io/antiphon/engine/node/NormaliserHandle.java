package io.antiphon.engine.node;

import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.dsp.LoudnessSteering;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/** Turns a running normaliser and tells its gain. */
public final class NormaliserHandle implements NodeHandle {
    private final LoudnessSteering steering;
    private final NormaliserNode node;

    NormaliserHandle(LoudnessSteering steering, NormaliserNode node) {
        this.steering = steering;
        this.node = node;
    }

    /** Gain at the end of the last period. Any thread. */
    public double gainDb() {
        return Decibels.ofLinear(node.gain());
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean accept(NodeSettings next) {
        if (next instanceof NormaliserSettings settings) {
            steering.set(settings.wish());
            return true;
        }
        return false;
    }
}
