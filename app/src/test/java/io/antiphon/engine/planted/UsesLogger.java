package io.antiphon.engine.planted;

import org.slf4j.Logger;

/** A fault: the engine knows a library. */
public final class UsesLogger {
    private UsesLogger() {}

    /** Knows the type, and does nothing with it. */
    public static Logger same(Logger given) {
        return given;
    }
}
