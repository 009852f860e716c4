package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.Mixing;
import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/** Multiplies its input by a ramped gain. At a standing gain of 1 it passes it on, bit for bit. */
final class GainNode extends Node {
    private final RampedGain gain;
    private final int frames;

    GainNode(RampedGain gain, int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.gain = gain;
        this.frames = frames;
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent() && gain.isSettled();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        gain.advance(frames);
        AudioBlock from = inputs[0].block();
        if (gain.step() == 0 && gain.start() == 1f) {
            passOn(from);
            return;
        }
        fill();
        if (from.isSilent() || gain.isZero()) {
            output().silence(from.channels());
            return;
        }
        for (int c = 0; c < from.channels(); c++) {
            if (gain.step() != 0) {
                Mixing.scaleRamp(from.channel(c), output().channel(c), frames, gain.start(), gain.step());
            } else {
                Mixing.scale(from.channel(c), output().channel(c), frames, gain.start());
            }
        }
        output().written(from.channels());
    }
}
