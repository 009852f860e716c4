package io.antiphon.engine.planted.bare;

/** A fault: its package says nothing. */
public final class Bare {
    private Bare() {}
}
