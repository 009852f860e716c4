package io.antiphon.engine.graph;

/**
 * Control-side object for one node: what may be changed and asked while it plays. Control thread, unless a method says
 * otherwise.
 */
public interface NodeHandle {
    /** The node that the render thread runs. */
    Node node();

    /**
     * Takes new settings while the node runs, if they differ in values only.
     *
     * @return false when a new node is needed instead; then nothing has changed
     */
    boolean accept(NodeSettings next);

    /** How many frames later the node gives out what came in; fixed for the node's life. */
    default int latencyFrames() {
        return 0;
    }

    /** Lets go of what the node held. Called once, when the render thread can no longer reach the node. */
    default void release() {}
}
