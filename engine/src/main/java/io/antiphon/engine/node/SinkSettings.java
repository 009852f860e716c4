package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.graph.EdgeNode;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * Where audio leaves the graph for an endpoint; a tap is one too. The node closes the endpoint when it is released.
 *
 * @param endpoint what to write to; belongs to the engine from the first spec that holds it on
 */
public record SinkSettings(SinkEndpoint endpoint) implements NodeSettings {
    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new FixedHandle(this, new SinkNode(endpoint), endpoint::close);
    }

    private static final class SinkNode extends Node implements EdgeNode {
        private final SinkEndpoint endpoint;
        private long stallsTaken;

        private SinkNode(SinkEndpoint endpoint) {
            super(new AudioBlock(1, 1));
            this.endpoint = endpoint;
        }

        @Override
        @RealTime
        public void process(Link[] inputs, long position) {
            endpoint.write(inputs[0].block(), position);
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
