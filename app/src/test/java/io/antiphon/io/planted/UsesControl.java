package io.antiphon.io.planted;

import io.antiphon.control.schema.Problem;

/** A fault: io knows control. */
public final class UsesControl {
    private UsesControl() {}

    /** Knows the type, and does nothing with it. */
    public static Problem same(Problem given) {
        return given;
    }
}
