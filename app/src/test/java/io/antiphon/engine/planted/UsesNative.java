package io.antiphon.engine.planted;

import java.lang.foreign.MemorySegment;

/** A fault: the engine knows native memory. */
public final class UsesNative {
    private UsesNative() {}

    /** Knows the type, and does nothing with it. */
    public static MemorySegment same(MemorySegment given) {
        return given;
    }
}
