package io.antiphon.control.solver.planted;

import io.antiphon.engine.clock.SystemClock;

/** A fault: the solver knows the time. */
public final class UsesClock {
    private UsesClock() {}

    /** Knows the type, and does nothing with it. */
    public static SystemClock same(SystemClock given) {
        return given;
    }
}
