package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.graph.EdgeNode;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Where an endpoint's audio enters the graph. The node closes the endpoint when it is released.
 *
 * @param endpoint what to read from; belongs to the engine from the first spec that holds it on
 */
public record SourceSettings(SourceEndpoint endpoint) implements NodeSettings {
    @Override
    public Inputs inputs() {
        return Inputs.NONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new FixedHandle(this, new SourceNode(endpoint, format.periodFrames()), endpoint::close);
    }

    private static final class SourceNode extends Node implements EdgeNode {
        private final SourceEndpoint endpoint;
        private long stallsTaken;

        private SourceNode(SourceEndpoint endpoint, int frames) {
            super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
            this.endpoint = endpoint;
        }

        @Override
        @RealTime
        public void process(Link[] inputs, long position) {
            endpoint.read(output(), position);
        }

        @Override
        @RealTime
        public long takeStalls() {
            long stalls = endpoint.stalls();
            long fresh = stalls - stallsTaken;
            stallsTaken = stalls;
            return fresh;
        }
    }
}
