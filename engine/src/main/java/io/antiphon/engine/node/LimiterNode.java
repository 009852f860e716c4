package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.LookAheadLimiter;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/** Runs a limiter. Render thread, but for {@link #lowestGain}. */
final class LimiterNode extends Node {
    private final LookAheadLimiter limiter;
    private volatile float lowestGain = 1;

    LimiterNode(LookAheadLimiter limiter, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.limiter = limiter;
    }

    /** Lowest gain of the last period. Any thread. */
    float lowestGain() {
        return lowestGain;
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent() && lowestGain == 1 && limiter.isResting();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        float lowest = limiter.process(inputs[0].block(), output());
        if (lowest != lowestGain) {
            lowestGain = lowest;
        }
    }
}
