package io.antiphon.control.edit;

import io.antiphon.control.model.Entity;
import java.util.List;

/**
 * Where two lists of entities differ: what stands before it and behind it is equal in both. Of a change it holds one entity of
 * a thousand, and what looks into it makes no maps of the rest. Immutable.
 *
 * @param begin where it begins in both
 * @param before what stood there
 * @param after what stands there
 */
public record ChangedStretch(int begin, List<? extends Entity> before, List<? extends Entity> after) {
    /** The stretch of two lists; empty on both sides when they are equal. */
    public static ChangedStretch of(List<? extends Entity> before, List<? extends Entity> after) {
        int most = Math.min(before.size(), after.size());
        int begin = 0;
        while (begin < most && before.get(begin).equals(after.get(begin))) {
            begin++;
        }
        int same = 0; // at the end
        while (same < most - begin && before.get(before.size() - 1 - same).equals(after.get(after.size() - 1 - same))) {
            same++;
        }
        return new ChangedStretch(
                begin, before.subList(begin, before.size() - same), after.subList(begin, after.size() - same));
    }

    /** True when the lists are equal. */
    public boolean isEmpty() {
        return before.isEmpty() && after.isEmpty();
    }
}
