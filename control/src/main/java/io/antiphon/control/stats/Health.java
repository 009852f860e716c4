package io.antiphon.control.stats;

import io.antiphon.control.apply.EngineFigures;
import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.schema.Problem;
import io.antiphon.engine.clock.Clock;
import java.util.Locale;
import java.util.Optional;

/** Whether the server does what it is there for: its graph goes on with time. Any thread. */
public final class Health {
    /** Ten times what the render thread catches up by itself, and longer than any machine lets it wait. */
    private static final long STALLED_NS = 1_000_000_000L;

    private final GraphApplier applier;
    private final HistoryFigures histories;
    private final Clock clock;

    /**
     * @param applier what runs
     * @param histories what is kept
     * @param clock the time that the graph has to keep up with
     */
    public Health(GraphApplier applier, HistoryFigures histories, Clock clock) {
        this.applier = applier;
        this.histories = histories;
        this.clock = clock;
    }

    /** Whether streams are kept; it goes on without. See {@link HistoryFigures#state}. */
    public String history() {
        return histories.state();
    }

    /** What keeps it from being ready. */
    public Optional<Problem> problem() {
        EngineFigures figures = applier.figures();
        long lateNs = clock.nowNs() - figures.dueNs();
        if (figures.position() == 0) {
            return Optional.of(
                    problem("the audio graph has not begun to render", "It does some seconds after the start."));
        }
        if (lateNs > STALLED_NS) {
            return Optional.of(problem(
                    String.format(Locale.ROOT, "the audio graph has stood still for %.1f s", lateNs / 1e9),
                    "The log may tell why; a restart brings it back."));
        }
        return Optional.empty();
    }

    private static Problem problem(String message, String hint) {
        return new Problem("not_rendering", message, null, hint, null);
    }
}
