package io.antiphon.engine.render;

/** The render thread's real-time priority, to be taken and given back from outside. Called by the watchdog's thread only. */
public interface RenderThreadPriority {
    /** Prepares the watchdog's thread, which must be able to run while the render thread does not stop. */
    void prepareWatcher();

    /** CPU time that the render thread has used; only differences have a meaning. */
    long cpuNs();

    /** Puts the render thread under the system's normal scheduling, and says so. */
    void lower();

    /** Gives the render thread its priority back, and says so. */
    void raise();
}
