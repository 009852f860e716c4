package io.antiphon.engine.node;

import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.dsp.LookAheadLimiter;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/** Turns a running limiter and tells what it does. */
public final class LimiterHandle implements NodeHandle {
    private final LookAheadLimiter limiter;
    private final LimiterNode node;

    LimiterHandle(LookAheadLimiter limiter, LimiterNode node) {
        this.limiter = limiter;
        this.node = node;
    }

    /** By how much the last period was turned down at most, ≥ 0. Any thread. */
    public double reductionDb() {
        return -Decibels.ofLinear(node.lowestGain());
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public boolean accept(NodeSettings next) {
        if (next instanceof LimiterSettings settings) {
            limiter.set(settings.ceilingDb(), settings.releaseMs() / 1000);
            return true;
        }
        return false;
    }

    @Override
    public int latencyFrames() {
        return limiter.latencyFrames();
    }
}
