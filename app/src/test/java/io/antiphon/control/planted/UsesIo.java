package io.antiphon.control.planted;

import io.antiphon.io.net.LocalAddresses;

/** A fault: control knows io. */
public final class UsesIo {
    private UsesIo() {}

    /** Knows the type, and does nothing with it. */
    public static LocalAddresses same(LocalAddresses given) {
        return given;
    }
}
