package io.antiphon.control.edit;

import io.antiphon.control.schema.Problem;
import java.util.List;

/** A change that cannot be made, with all reasons. Nothing has changed. */
public final class ChangeRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient List<Problem> problems;

    /**
     * @param reason why in general
     * @param problems why in particular, at least one
     */
    public ChangeRefused(Reason reason, List<Problem> problems) {
        super(Problem.told(problems));
        this.reason = reason;
        this.problems = List.copyOf(problems);
    }

    /** @param problem the only reason */
    public ChangeRefused(Reason reason, Problem problem) {
        this(reason, List.of(problem));
    }

    /** Why in general. */
    public Reason reason() {
        return reason;
    }

    /** Why in particular. */
    public List<Problem> problems() {
        return problems;
    }

    /** Why a change cannot be made. */
    public enum Reason {
        /** What was asked for is wrong in itself. */
        INVALID,
        /** What it is about is not there. */
        UNKNOWN,
        /** It does not go with what is configured already. */
        CONFLICT
    }
}
