package io.antiphon.control.api.rest;

import io.antiphon.control.schema.Problem;
import java.util.List;

/** A request that is refused. Becomes the answer that {@link ErrorReplies} writes. */
final class ApiError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem> problems;

    ApiError(int status, List<Problem> problems) {
        super(problems.getFirst().message());
        this.status = status;
        this.problems = List.copyOf(problems);
    }

    ApiError(int status, String code, String message) {
        this(status, List.of(new Problem(code, message, null, null, null)));
    }

    int status() {
        return status;
    }

    List<Problem> problems() {
        return problems;
    }
}
