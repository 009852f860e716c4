package io.antiphon.engine.node;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/** A loudness meter: a tap that measures loudness, its range and the true peak of its input by EBU R 128. */
public record LoudnessMeterSettings() implements NodeSettings {
    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new LoudnessMeterHandle(new LoudnessMeterNode(format));
    }
}
