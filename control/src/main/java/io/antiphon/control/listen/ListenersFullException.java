package io.antiphon.control.listen;

import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.Setting;

/** There is no place for another listener now. */
public final class ListenersFullException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ListenersFullException(String who, Setting limit) {
        super(who + ", which are as many as may");
        this.problem = new Problem(
                "too_many_listeners",
                who + ", which are as many as may",
                limit.key(),
                "Try again when somebody has left, or raise " + limit.flag() + ".",
                null);
    }

    /** What there is no place in, and what helps. */
    public Problem problem() {
        return problem;
    }
}
