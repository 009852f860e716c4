package io.antiphon.engine.graph;

import java.util.List;

/** A spec that cannot run: unknown inputs, identities used twice, wrong number of inputs, cycles. */
public final class GraphException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param problems all that is wrong, a sentence each */
    public GraphException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
