package io.antiphon.engine.node;

/** Refuses values that a node cannot run with, naming key, value and what is allowed. */
final class Ranges {
    private Ranges() {}

    /** @throws IllegalArgumentException when the value is outside, or no number */
    static void check(String key, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new IllegalArgumentException(key + "=" + value + ": " + lowest + "…" + highest);
        }
    }
}
