package io.antiphon.engine.graph;

import io.antiphon.engine.audio.RealTime;

/** A node with the outside on its other side, which may stall. Owned by the render thread. */
public interface EdgeNode {
    /** How often the outside has stalled since this was last asked. */
    @RealTime
    long takeStalls();
}
