package io.antiphon.control.schema;

import java.util.ArrayList;
import java.util.List;

/** Collects problems, so that all are told at once. One thread. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Adds one. */
    public void add(Problem problem) {
        found.add(problem);
    }

    /** Adds a problem of a key. */
    public void add(String code, String key, String message) {
        found.add(Problem.of(code, key, message));
    }

    /** True when nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** All that was found, in order. */
    public List<Problem> list() {
        return List.copyOf(found);
    }
}
