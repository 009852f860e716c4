package io.antiphon.engine.planted.first;

import io.antiphon.engine.planted.second.Second;

/** A fault: two packages know each other. */
public final class First {
    private First() {}

    /** Knows the type, and does nothing with it. */
    public static Second same(Second given) {
        return given;
    }
}
