package io.antiphon.engine.graph;

/** What a user or the control plane sets of a node; immutable. The first of its three parts: settings, handle, node. */
public interface NodeSettings {
    /** Through which ports links may lead into it. */
    Inputs inputs();

    /**
     * Makes a node and the handle that controls it. Control thread; may allocate and take its time.
     *
     * @param format the period and rate of the graph it will run in
     */
    NodeHandle create(GraphFormat format);
}
