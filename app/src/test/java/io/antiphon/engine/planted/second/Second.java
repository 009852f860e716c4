package io.antiphon.engine.planted.second;

import io.antiphon.engine.planted.first.First;

/** A fault: two packages know each other. */
public final class Second {
    private Second() {}

    /** Knows the type, and does nothing with it. */
    public static First same(First given) {
        return given;
    }
}
