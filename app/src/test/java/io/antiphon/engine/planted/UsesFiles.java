package io.antiphon.engine.planted;

import java.io.File;

/** A fault: the engine knows files. */
public final class UsesFiles {
    private UsesFiles() {}

    /** Knows the type, and does nothing with it. */
    public static File same(File given) {
        return given;
    }
}
