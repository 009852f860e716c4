package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.graph.ChannelStrips;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.util.List;

/** Any node with one input, between a source of noise and a sink, as the engine runs it: for what has no twin in C. */
final class NodeKernel implements Kernel {
    private final String name;
    private final Engine engine;

    /**
     * @param name as it stands in the table
     * @param settings of the node
     * @param frames frames a period
     */
    NodeKernel(String name, NodeSettings settings, int frames) {
        this.name = name;
        GraphFormat format = new GraphFormat(48_000, frames);
        this.engine = new Engine(format, new SystemClock(), RenderThreadSetup.NONE);
        try {
            engine.apply(ChannelStrips.single(settings, format));
        } catch (GraphException e) {
            throw new IllegalStateException(name + ": refused", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Target target() {
        return Target.NONE;
    }

    @Override
    public List<String> reference() {
        return List.of();
    }

    @Override
    public void block() {
        engine.renderPeriod();
    }

    @Override
    public float[] output() {
        return new float[0];
    }
}
