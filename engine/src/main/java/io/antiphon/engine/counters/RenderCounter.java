package io.antiphon.engine.counters;

/** What the render thread counts. */
public enum RenderCounter {
    /** Periods rendered. */
    PERIODS,
    /** Missed periods of either cause: the sum of the next two. */
    XRUNS,
    /** Periods that were begun too late to be done in time. */
    XRUNS_LATE_WAKE,
    /** Periods that took longer to render than they last. */
    XRUNS_LONG_PERIOD,
    /**
     * Times that an edge stalled: a source ran dry while it sounded, or a sink took no more. The graph itself missed
     * nothing, so these are not among {@link #XRUNS}. A sender that stops in the middle of a sound counts too.
     */
    XRUNS_STALLED_EDGE,
    /** Frames of time that were left out because the thread was too far behind to catch up. */
    SKIPPED_FRAMES,
    /** Schedules that replaced a running one. */
    SCHEDULES,
    /** Nanoseconds spent rendering. */
    RENDER_NS,
    /** Nodes that were run in the last period; a state. The others rest, since they have only silence to make of silence. */
    NODES_ACTIVE,
    /** Periods that a second render thread had a part in. */
    PERIODS_SHARED
}
