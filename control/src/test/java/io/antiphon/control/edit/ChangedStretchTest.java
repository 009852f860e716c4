package io.antiphon.control.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Problems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedStretchTest {
    private static final int EDITS = 2_000;

    @Test
    void whatStandsAroundItIsTheSameInBothAndItBeginsAndEndsWithADifference() {
        RandomEdits edits = edits();
        Configuration before = Configuration.EMPTY;
        for (int i = 0; i < EDITS; i++) {
            Configuration after = edits.next();
            for (EntityKind kind : EntityKind.values()) {
                assertCut(before.of(kind), after.of(kind));
            }
            before = i % 3 == 0 ? before : after; // also over several edits
        }
    }

    @Test
    void nothingIsTakenThatACheckOfTheWholeWouldRefuse() {
        RandomEdits edits = edits();
        for (int i = 0; i < EDITS; i++) {
            Problems problems = new Problems();
            new Groups(edits.next(), false).check(problems);
            assertThat(problems.list()).isEmpty();
        }
    }

    private static void assertCut(List<? extends Entity> before, List<? extends Entity> after) {
        ChangedStretch changed = ChangedStretch.of(before, after);
        int behind = before.size() - changed.begin() - changed.before().size();

        assertThat(changed.isEmpty()).isEqualTo(before.equals(after));
        assertThat(joined(before, changed.begin(), changed.after(), behind)).isEqualTo(after);
        assertThat(joined(after, changed.begin(), changed.before(), behind)).isEqualTo(before);
        if (!changed.before().isEmpty() && !changed.after().isEmpty()) {
            assertThat(changed.before().getFirst()).isNotEqualTo(changed.after().getFirst());
            assertThat(changed.before().getLast()).isNotEqualTo(changed.after().getLast());
        }
    }

    private static List<Entity> joined(
            List<? extends Entity> around, int begin, List<? extends Entity> in, int behind) {
        List<Entity> whole = new ArrayList<>(around.subList(0, begin));
        whole.addAll(in);
        whole.addAll(around.subList(around.size() - behind, around.size()));
        return whole;
    }

    private static RandomEdits edits() {
        long seed = Long.getLong("antiphon.edits.seed", System.nanoTime());
        System.out.println("changed stretch: seed=" + seed);
        return new RandomEdits(seed);
    }
}
