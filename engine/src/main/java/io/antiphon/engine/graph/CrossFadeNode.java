package io.antiphon.engine.graph;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.ChannelMatrix;
import io.antiphon.engine.dsp.Mixing;
import io.antiphon.engine.dsp.RampedGain;
import java.util.Arrays;

/**
 * Goes over from one signal to another before a port with a single link: the compiler puts it in when that input is
 * rewired, and takes it out when the old signal's gain has come to 0. Has as many channels as the widest that sounds.
 *
 * <p>The first link is the new one: it has what the others leave of 1, so that edits in the middle of a fade make no dip.
 *
 * <pre>
 * leaving    0.6 → 0.5     0.2 → 0.1
 * first      0.2 → 0.4
 * </pre>
 */
final class CrossFadeNode extends Node {
    private final int frames;

    CrossFadeNode(int frames) {
        super(new AudioBlock(AudioBlock.MAX_CHANNELS, frames));
        this.frames = frames;
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        moveGains(inputs);
        int channels = 0;
        for (Link input : inputs) {
            if (sounds(input)) {
                channels = Math.max(channels, input.block().channels());
            }
        }
        if (channels == 0) {
            output().silence(inputs[0].block().channels());
            return;
        }
        for (int c = 0; c < channels; c++) {
            Arrays.fill(output().channel(c), 0f);
        }
        for (Link input : inputs) {
            if (sounds(input)) {
                add(input.block(), input.gain(), channels);
            }
        }
        output().written(channels);
    }

    @RealTime
    private void moveGains(Link[] inputs) {
        float start = 1;
        float step = 0;
        for (int i = 1; i < inputs.length; i++) {
            RampedGain leaving = inputs[i].gain();
            leaving.advance(frames);
            start -= leaving.start();
            step -= leaving.step();
        }
        inputs[0].gain().place(start, step, frames);
    }

    @RealTime
    private static boolean sounds(Link input) {
        return !input.block().isSilent() && !input.gain().isZero();
    }

    @RealTime
    private void add(AudioBlock from, RampedGain gain, int channels) {
        if (from.channels() == channels) {
            for (int c = 0; c < channels; c++) {
                Mixing.addRamp(from.channel(c), output().channel(c), frames, gain.start(), gain.step());
            }
            return;
        }
        float[][] matrix = ChannelMatrix.auto(from.channels(), channels);
        for (int in = 0; in < from.channels(); in++) {
            for (int out = 0; out < channels; out++) {
                float weight = matrix[in][out];
                if (weight != 0) {
                    Mixing.addRamp(
                            from.channel(in),
                            output().channel(out),
                            frames,
                            gain.start() * weight,
                            gain.step() * weight);
                }
            }
        }
    }
}
