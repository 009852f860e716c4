package io.antiphon.engine.node;

import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.Inputs;
import io.antiphon.engine.graph.Node;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSettings;

/**
 * A gain on all channels; changes are ramped.
 *
 * @param gain linear gain, ≥ 0 and finite
 * @param rampFrames frames in which a change is made, at least 1
 */
public record GainSettings(double gain, int rampFrames) implements NodeSettings {
    /** A gain whose changes take as long as usual. */
    public GainSettings(double gain) {
        this(gain, RampedGain.RAMP_FRAMES);
    }

    public GainSettings {
        if (rampFrames < 1) {
            throw new IllegalArgumentException("rampFrames=" + rampFrames + ": at least 1");
        }
        if (!(gain >= 0 && gain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gain=" + gain + ": finite and at least 0");
        }
    }

    @Override
    public Inputs inputs() {
        return Inputs.ONE;
    }

    @Override
    public NodeHandle create(GraphFormat format) {
        RampedGain ramp = new RampedGain((float) gain, (float) gain);
        return new GainHandle(ramp, new GainNode(ramp, format.periodFrames()));
    }

    /**
     * Turns the gain of a running node.
     *
     * @param ramp shared with the node; its target is the value that crosses, latest wins
     * @param node the node
     */
    private record GainHandle(RampedGain ramp, Node node) implements NodeHandle {
        @Override
        public boolean accept(NodeSettings next) {
            if (next instanceof GainSettings settings) {
                ramp.setTarget((float) settings.gain(), settings.rampFrames());
                return true;
            }
            return false;
        }
    }
}
