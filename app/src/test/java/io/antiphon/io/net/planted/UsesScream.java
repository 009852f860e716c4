package io.antiphon.io.net.planted;

import io.antiphon.io.scream.ScreamSettings;

/** A fault: what transports share knows one of them. */
public final class UsesScream {
    private UsesScream() {}

    /** Knows the type, and does nothing with it. */
    public static ScreamSettings same(ScreamSettings given) {
        return given;
    }
}
