package io.antiphon.engine.graph;

import io.antiphon.engine.dsp.RampedGain;
import java.util.List;

/**
 * A whole graph as it should be; immutable. Order carries no meaning for the sound, but decides between nodes that could
 * run in any order, so that equal specs render equal bits.
 *
 * @param nodes all nodes, each identity once, without cycles
 * @param rampFrames frames in which the gain of a link that stays is changed, at least 1
 */
public record GraphSpec(List<NodeSpec> nodes, int rampFrames) {
    /** A graph that does nothing. */
    public static final GraphSpec EMPTY = new GraphSpec(List.of());

    /** A graph whose gains change as fast as usual. */
    public GraphSpec(List<NodeSpec> nodes) {
        this(nodes, RampedGain.RAMP_FRAMES);
    }

    public GraphSpec {
        if (rampFrames < 1) {
            throw new IllegalArgumentException("rampFrames=" + rampFrames + ": at least 1");
        }
        nodes = List.copyOf(nodes);
    }
}
