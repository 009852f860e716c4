package io.antiphon.control.planted;

import io.antiphon.control.api.StartException;

/** A fault: a part of control knows the API. */
public final class UsesApi {
    private UsesApi() {}

    /** Knows the type, and does nothing with it. */
    public static StartException same(StartException given) {
        return given;
    }
}
