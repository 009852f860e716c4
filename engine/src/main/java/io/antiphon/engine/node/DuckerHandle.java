package io.antiphon.engine.node;

import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.dsp.DuckingGain;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/** Turns a running ducker and tells its gain. */
public final class DuckerHandle implements NodeHandle {
    private final int sampleRateHz;
    private final DuckingGain ducking;
    private final DuckerNode node;

    DuckerHandle(int sampleRateHz, DuckingGain ducking, DuckerNode node) {
        this.sampleRateHz = sampleRateHz;
        this.ducking = ducking;
        this.node = node;
    }

    /** By how much the end of the last period was turned down, ≥ 0. Any thread. */
    public double reductionDb() {
        return -Decibels.ofLinear(node.gain());
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean accept(NodeSettings next) {
        if (next instanceof DuckerSettings settings) {
            ducking.set(settings.shape(sampleRateHz));
            return true;
        }
        return false;
    }
}
