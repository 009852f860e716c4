package io.antiphon.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    private static final Problem PLAIN = Problem.of("out_of_range", "volume", "must be from 0 to 1");
    private static final Problem HINTED =
            new Problem("not_found", "there is no sink 'K'", null, "Did you mean 'k'?", "K");

    @Test
    void aMessageEndsBeforeItsHintBegins() {
        assertThat(HINTED).hasToString("there is no sink 'K'. Did you mean 'k'?");
        assertThat(PLAIN).hasToString("volume: must be from 0 to 1");
    }

    @Test
    void severalAreSentences() {
        assertThat(Problem.told(List.of(PLAIN))).isEqualTo("volume: must be from 0 to 1");
        assertThat(Problem.told(List.of(PLAIN, HINTED)))
                .isEqualTo("volume: must be from 0 to 1. there is no sink 'K'. Did you mean 'k'?");
    }
}
