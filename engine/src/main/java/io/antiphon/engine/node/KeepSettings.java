package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A tap that keeps its input in a history and passes nothing on. The node closes the history when it is released.
 *
 * @param history where the input is kept; belongs to the engine from the first spec that holds it on
 */
public record KeepSettings(HistoryTap history) implements NodeSettings {
    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new FixedHandle(this, new KeepNode(history), history::close);
    }

    /** Sees every period, silent ones too, so that what is kept stays at its positions. */
    private static final class KeepNode extends Node {
        private final HistoryTap history;

        private KeepNode(HistoryTap history) {
            super(new AudioBlock(1, 1));
            this.history = history;
        }

        @Override
        @RealTime
        public void process(Link[] inputs, long position) {
            history.write(inputs[0].block(), position);
        }
    }
}
