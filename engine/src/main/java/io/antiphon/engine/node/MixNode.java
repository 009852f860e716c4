package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.ChannelMatrix;
import io.antiphon.engine.dsp.Mixdown;
import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.graph.Link;
import io.antiphon.engine.graph.Node;

/**
 * Adds its inputs, each at its link's gain. Inputs that are silent or at gain 0 cost nothing; when all are, the mix is
 * known to be silent.
 *
 * <pre>
 * link 1, gain 1    0.1  0.2  0.3
 * link 2, gain 0.5  0.2  0.2  0.2
 * mix               0.2  0.3  0.4
 * </pre>
 */
final class MixNode extends Node {
    private final Mixdown sum;
    private final int channels;
    private final int frames;

    MixNode(int channels, int frames) {
        super(new AudioBlock(channels, frames));
        this.channels = channels;
        this.frames = frames;
        this.sum = new Mixdown(channels);
    }

    @Override
    @RealTime
    public boolean isResting() {
        return output().isSilent();
    }

    @Override
    @RealTime
    public void process(Link[] inputs, long position) {
        boolean sounding = false;
        for (int i = 0; i < inputs.length; i++) {
            RampedGain gain = inputs[i].gain();
            gain.advance(frames);
            AudioBlock from = inputs[i].block();
            if (from.isSilent() || gain.isZero()) {
                continue;
            }
            if (!sounding) {
                sum.begin(output().samples(), frames);
                sounding = true;
            }
            add(from, gain);
        }
        if (sounding) {
            sum.end();
            output().written(channels);
        } else {
            output().silence(channels);
        }
    }

    @RealTime
    private void add(AudioBlock from, RampedGain gain) {
        if (from.channels() == channels) {
            sum.add(from.samples(), gain.start(), gain.step());
            return;
        }
        float[][] matrix = ChannelMatrix.auto(from.channels(), channels);
        for (int in = 0; in < from.channels(); in++) {
            for (int out = 0; out < channels; out++) {
                if (matrix[in][out] != 0) {
                    float coefficient = matrix[in][out];
                    sum.addTo(out, from.channel(in), gain.start() * coefficient, gain.step() * coefficient);
                }
            }
        }
    }
}
