package io.antiphon.engine.counters;

/** What the render thread counts. */
public enum RenderCounter {
    /** Periods rendered. */
    PERIODS,
    /** Missed periods of any cause: the sum of the next two. */
    XRUNS,
    /** Periods that were begun too late to be done in time. */
    XRUNS_LATE_WAKE,
    /** Periods that took longer to render than they last. */
    XRUNS_LONG_PERIOD,
    /** Frames of time that were left out because the thread was too far behind to catch up. */
    SKIPPED_FRAMES,
    /** Schedules that replaced a running one. */
    SCHEDULES,
    /** Nanoseconds spent rendering. */
    RENDER_NS
}
