package io.antiphon.control.running;

import io.antiphon.control.edit.ValueChange;
import io.antiphon.control.model.Configuration;
import java.time.Instant;
import java.util.List;

/**
 * A change that was made. Immutable.
 *
 * @param number counts up
 * @param who who made it, as the API knows them
 * @param when when it was made, or last went on
 * @param what what it changed
 * @param before what ran before
 * @param after what ran then
 */
public record Step(
        long number, String who, Instant when, List<ValueChange> what, Configuration before, Configuration after) {
    public Step {
        what = List.copyOf(what);
    }

    /** True when the other turns the same values of the same entities. */
    boolean turnsTheSame(List<ValueChange> other) {
        if (what.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < other.size(); i++) {
            ValueChange mine = what.get(i);
            String key = mine.key();
            if (key == null
                    || !key.equals(other.get(i).key())
                    || !mine.configId().equals(other.get(i).configId())) {
                return false;
            }
        }
        return true;
    }
}
