package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.LoudnessSteering;
import io.antiphon.engine.dsp.Mixing;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/** Multiplies its input by a gain that its loudness steers. Render thread, but for {@link #gain}. */
final class NormaliserNode extends Node {
    private final LoudnessSteering steering;
    private final int frames;
    private volatile float gain = 1;

    NormaliserNode(LoudnessSteering steering, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.steering = steering;
        this.frames = frames;
    }

    /** Gain at the end of the last period. Any thread. */
    float gain() {
        return gain;
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent() && steering.isResting();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        AudioBlock from = inputs[0].block();
        float start = gain;
        float end = steering.follow(from);
        if (end != start) {
            gain = end;
        }
        if (from.isSilent()) {
            output().silence(from.channels());
            return;
        }
        for (int c = 0; c < from.channels(); c++) {
            if (end != start) {
                Mixing.scaleRamp(from.channel(c), output().channel(c), frames, start, (end - start) / frames);
            } else if (end == 1f) {
                System.arraycopy(from.channel(c), 0, output().channel(c), 0, frames);
            } else {
                Mixing.scale(from.channel(c), output().channel(c), frames, end);
            }
        }
        output().written(from.channels());
    }
}
