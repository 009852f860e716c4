package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A mix: the sum of its inputs, each at its link's gain.
 *
 * @param channels channels of the mix, 1…8; inputs with another number are brought to it by {@link
 *     io.antiphon.engine.dsp.ChannelMatrix#auto}
 */
public record MixSettings(int channels) implements NodeSettings {
    public MixSettings {
        if (channels < 1 || channels > AudioBlock.MAX_CHANNELS) {
            throw new IllegalArgumentException("mix: channels=" + channels + ": 1…" + AudioBlock.MAX_CHANNELS);
        }
    }

    @Override
    public Inputs inputs() {
        return Inputs.MANY;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new FixedHandle(this, new MixNode(channels, format.periodFrames()));
    }
}
