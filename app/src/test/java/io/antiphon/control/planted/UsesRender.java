package io.antiphon.control.planted;

import io.antiphon.engine.render.Engine;

/** A fault: a part of control other than apply knows the engine. */
public final class UsesRender {
    private UsesRender() {}

    /** Knows the type, and does nothing with it. */
    public static Engine same(Engine given) {
        return given;
    }
}
