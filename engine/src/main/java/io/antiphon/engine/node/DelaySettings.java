package io.antiphon.engine.node;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A delay, exact to the frame. A change goes over from the old place in the past to the new one within {@value
 * DelayNode#FADE_FRAMES} frames, without a click and without a change of pitch.
 *
 * @param delaySeconds delay, 0…{@value #MAX_SECONDS}; rounded to whole frames of the graph
 * @param channels most channels of the input, 1…8, as memory is kept for each; those beyond are left out
 */
public record DelaySettings(double delaySeconds, int channels) implements NodeSettings {
    /** Longest delay; 5 s of 8 channels at 48 kHz take 7.7 MB. */
    public static final int MAX_SECONDS = 5;

    public DelaySettings {
        if (!(delaySeconds >= 0 && delaySeconds <= MAX_SECONDS)) {
            throw new IllegalArgumentException("delaySeconds=" + delaySeconds + ": 0…" + MAX_SECONDS);
        }
        if (channels < 1 || channels > AudioBlock.MAX_CHANNELS) {
            throw new IllegalArgumentException("delay: channels=" + channels + ": 1…" + AudioBlock.MAX_CHANNELS);
        }
    }

    /** A delay of whole frames. */
    public static DelaySettings ofFrames(int delayFrames, int channels, GraphFormat format) {
        return new DelaySettings((double) delayFrames / format.sampleRateHz(), channels);
    }

    /** The delay in frames of a graph. */
    int delayFrames(GraphFormat format) {
        return (int) Math.round(delaySeconds * format.sampleRateHz());
    }

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        return new DelayHandle(this, format);
    }
}
