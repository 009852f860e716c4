package io.antiphon.engine.node;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/** A meter: a tap that measures peak, RMS and clips of its input in windows of {@value #WINDOWS_A_SECOND} a second. */
public record MeterSettings() implements NodeSettings {
    /** Windows a second, each measured without a gap to the next. */
    public static final int WINDOWS_A_SECOND = 20;

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new MeterHandle(new MeterNode(format));
    }
}
