package io.antiphon.io.net.planted;

import java.lang.foreign.Linker;

/** A fault: native linking outside its packages. */
public final class LinksNative {
    private LinksNative() {}

    /** Knows the type, and does nothing with it. */
    public static Linker same(Linker given) {
        return given;
    }
}
