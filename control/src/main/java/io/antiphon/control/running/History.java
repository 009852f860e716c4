package io.antiphon.control.running;

import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.edit.ValueChange;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.running.RunningSystem.Importance;
import io.antiphon.control.schema.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The last changes, to be undone from the last one backwards and made again from there. A fader that is dragged is one
 * change. Since the start of the program. Control thread, but for {@link #steps}.
 */
public final class History {
    /** How many changes can be undone. */
    public static final int KEPT = 20;

    /** Turns of one value within this time are one change. */
    private static final Duration DRAG = Duration.ofSeconds(1);

    private final InstantSource time;
    private volatile Steps steps = new Steps(List.of(), List.of());
    private long number;

    History(InstantSource time) {
        this.time = time;
    }

    /** What was changed. Any thread. */
    public Steps steps() {
        return steps;
    }

    /** Notes a change that runs; what was undone before cannot be made again. */
    void add(String who, Importance importance, Configuration before, Configuration after) {
        if (before.equals(after)) {
            return;
        }
        Instant now = time.instant();
        List<ValueChange> what = ValueChange.between(before, after);
        List<Step> done = new ArrayList<>(steps.done());
        Configuration from = before;
        if (importance == Importance.VALUE && goesOn(who, now, what)) {
            from = done.removeLast().before();
            what = ValueChange.between(from, after);
        }
        done.add(new Step(++number, who, now, what, from, after));
        steps = new Steps(done.subList(Math.max(0, done.size() - KEPT), done.size()), List.of());
    }

    /** The change that an undo takes back. */
    Step lastDone() throws ChangeRefused {
        return last(steps.done(), "undo");
    }

    /** The change that a redo makes again. */
    Step lastUndone() throws ChangeRefused {
        return last(steps.undone(), "redo");
    }

    /** Notes that the last change was taken back. */
    void undone() {
        List<Step> done = new ArrayList<>(steps.done());
        List<Step> undone = new ArrayList<>(steps.undone());
        undone.add(done.removeLast());
        steps = new Steps(done, undone);
    }

    /** Notes that the change that was last taken back was made again. */
    void redone() {
        List<Step> done = new ArrayList<>(steps.done());
        List<Step> undone = new ArrayList<>(steps.undone());
        done.add(undone.removeLast());
        steps = new Steps(done, undone);
    }

    private boolean goesOn(String who, Instant now, List<ValueChange> what) {
        if (steps.done().isEmpty() || !steps.undone().isEmpty()) {
            return false;
        }
        Step last = steps.done().getLast();
        return last.who().equals(who)
                && Duration.between(last.when(), now).compareTo(DRAG) < 0
                && last.turnsTheSame(what);
    }

    private static Step last(List<Step> of, String what) throws ChangeRefused {
        if (of.isEmpty()) {
            String message = "there is nothing to " + what;
            throw new ChangeRefused(Reason.CONFLICT, new Problem("nothing_to_" + what, message, null, null, null));
        }
        return of.getLast();
    }

    /**
     * The changes on both sides of now; the nearest to now is the last of each.
     *
     * @param done what can be undone
     * @param undone what can be made again
     */
    public record Steps(List<Step> done, List<Step> undone) {
        public Steps {
            done = List.copyOf(done);
            undone = List.copyOf(undone);
        }
    }
}
