package io.antiphon.control.model.planted;

/** A fault: a type of the model that changes. */
public final class Changing {
    private int value;

    /** Turns it. */
    public int turn() {
        return ++value;
    }
}
