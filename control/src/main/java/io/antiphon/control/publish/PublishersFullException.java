package io.antiphon.control.publish;

import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.Setting;

/** There is no place for another publisher now. */
public final class PublishersFullException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    PublishersFullException(int publishers) {
        super(publishers + " streams are published, which are as many as may");
        this.problem = new Problem(
                "too_many_publishers",
                publishers + " streams are published, which are as many as may",
                Setting.MAX_PUBLISHERS.key(),
                "Try again when one has ended, or raise --" + Setting.MAX_PUBLISHERS.flag() + ".",
                null);
    }

    /** What there is no place in, and what helps. */
    public Problem problem() {
        return problem;
    }
}
