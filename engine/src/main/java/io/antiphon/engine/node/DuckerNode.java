package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.DuckingGain;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/** Multiplies its first input by a gain that its second one steers. Render thread, but for {@link #gain}. */
final class DuckerNode extends Node {
    private final DuckingGain ducking;
    private final int frames;
    private final float[] gains;
    private volatile float gain = 1;

    DuckerNode(DuckingGain ducking, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.ducking = ducking;
        this.frames = frames;
        this.gains = new float[frames];
    }

    /** Gain at the end of the last period. Any thread. */
    float gain() {
        return gain;
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent() && ducking.isResting();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        AudioBlock from = inputs[0].block();
        boolean unity = ducking.follow(inputs[1].block(), gains);
        float last = unity ? 1f : gains[frames - 1];
        if (last != gain) {
            gain = last;
        }
        if (from.isSilent()) {
            output().silence(from.channels());
            return;
        }
        for (int c = 0; c < from.channels(); c++) {
            if (unity) {
                System.arraycopy(from.channel(c), 0, output().channel(c), 0, frames);
            } else {
                duck(from.channel(c), output().channel(c));
            }
        }
        output().written(from.channels());
    }

    @RealTime
    private void duck(float[] from, float[] into) {
        for (int i = 0; i < frames; i++) {
            into[i] = gains[i] * from[i];
        }
    }
}
