package io.antiphon.engine.graph;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.dsp.RampedGain;

/**
 * An edge of the running graph. It outlives the schedules it appears in, so that its gain goes on where it was when the
 * graph is edited beside it.
 */
public final class Link {
    private final Node from;
    private final RampedGain gain;

    /**
     * @param from node whose output is carried
     * @param gain gain on the way; ignored by ports with a single link
     */
    Link(Node from, RampedGain gain) {
        this.from = from;
        this.gain = gain;
    }

    /** The node whose output it carries. */
    Node from() {
        return from;
    }

    /** The audio on the near end. */
    @RealTime
    public AudioBlock block() {
        return from.output();
    }

    /** True when nothing comes through, and nothing moves that would have to be moved on. */
    @RealTime
    boolean isIdle() {
        return gain.isSettledAtZero() || (from.output().isSilent() && gain.isSettled());
    }

    /** The gain on the way. */
    @RealTime
    public RampedGain gain() {
        return gain;
    }
}
