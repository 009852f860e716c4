package io.antiphon.engine.render;

import java.util.List;

/** Prepares the render thread from inside, before its first period: priority, timer slack. Called once, on that thread. */
@FunctionalInterface
public interface RenderThreadSetup {
    /** Leaves the thread as it is. */
    RenderThreadSetup NONE = () -> {};

    /** Prepares the calling thread. What it could not get it reports by itself; it does not throw. */
    void prepare();

    /** The same for the second render thread, where there is one; called on that thread. */
    default void prepareHelper() {}

    /** What was asked of the system and what came of it, as it is now. Any thread. */
    default List<RealTimeRight> rights() {
        return List.of();
    }
}
