package io.antiphon.engine.audio.planted;

import io.antiphon.engine.dsp.Mixing;

/** A fault: a lower layer knows an upper one. */
public final class UsesDsp {
    private UsesDsp() {}

    /** Knows the type, and does nothing with it. */
    public static Mixing same(Mixing given) {
        return given;
    }
}
