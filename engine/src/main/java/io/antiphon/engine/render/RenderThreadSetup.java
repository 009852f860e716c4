package io.antiphon.engine.render;

/** Prepares the render thread from inside, before its first period: priority, timer slack. Called once, on that thread. */
@FunctionalInterface
public interface RenderThreadSetup {
    /** Leaves the thread as it is. */
    RenderThreadSetup NONE = () -> {};

    /** Prepares the calling thread. What it could not get it reports by itself; it does not throw. */
    void prepare();
}
