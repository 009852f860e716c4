package io.antiphon.control.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.alarm.Alarm.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AlarmBookTest {
    private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

    private final AlarmBook book = new AlarmBook();

    @Test
    void sinceStaysWhileTheFiguresChange() {
        book.note(List.of(alarm("clipping", Severity.WARNING, 1)), START);
        book.note(List.of(alarm("clipping", Severity.WARNING, 7)), START.plusSeconds(60));

        assertThat(book.now()).singleElement().satisfies(standing -> {
            assertThat(standing.since()).isEqualTo(START);
            assertThat(standing.alarm().figures()).containsEntry("count", 7);
        });
        assertThat(book.mended()).isEmpty();
    }

    @Test
    void whatIsNotWrongAnyMoreIsMended() {
        book.note(List.of(alarm("disk_low", Severity.WARNING, 1)), START);
        book.note(List.of(), START.plusSeconds(30));

        assertThat(book.now()).isEmpty();
        assertThat(book.mended()).singleElement().satisfies(gone -> {
            assertThat(gone.since()).isEqualTo(START);
            assertThat(gone.until()).isEqualTo(START.plusSeconds(30));
        });
    }

    @Test
    void alarmsStandBeforeWarningsAndTheNewestFirst() {
        Alarm old = alarm("old", Severity.WARNING, 1);
        book.note(List.of(old), START);
        book.note(
                List.of(old, alarm("new", Severity.WARNING, 1), alarm("bad", Severity.ALARM, 1)), START.plusSeconds(1));

        assertThat(book.now()).extracting(standing -> standing.alarm().code()).containsExactly("bad", "new", "old");
    }

    @Test
    void ofWhatWasMendedTheLastAreTold() {
        for (int i = 0; i < AlarmBook.MENDED_KEPT + 5; i++) {
            book.note(List.of(alarm("a" + i, Severity.WARNING, 1)), START.plusSeconds(i));
        }
        assertThat(book.mended()).hasSize(AlarmBook.MENDED_KEPT);
        assertThat(book.mended().getFirst().alarm().code()).isEqualTo("a" + (AlarmBook.MENDED_KEPT + 3));
    }

    private static Alarm alarm(String code, Severity severity, int count) {
        return new Alarm(code, severity, "", code, Map.of("count", count), List.of(), List.of());
    }

    @Nested
    class Counters {
        private static final long SECOND = 1_000_000_000L;

        private final Lately lately = new Lately(10 * SECOND);

        @Test
        void whatTheyWereAtFirstIsNoGrowth() {
            assertThat(lately.grown("x", 5, 0)).isZero();
            assertThat(lately.grown("x", 7, SECOND)).isEqualTo(2);
            assertThat(lately.grown("x", 8, 2 * SECOND)).isEqualTo(3);
        }

        @Test
        void areForgottenWhenTheyRestAndBeginAnewThen() {
            lately.grown("x", 0, 0);
            lately.grown("x", 4, SECOND);
            assertThat(lately.grown("x", 4, 11 * SECOND)).isEqualTo(4);
            assertThat(lately.grown("x", 4, 12 * SECOND)).isZero();
            assertThat(lately.grown("x", 5, 13 * SECOND)).isEqualTo(1);
        }

        @Test
        void thatBeginAnewAreAnotherThings() {
            lately.grown("x", 9, 0);
            assertThat(lately.grown("x", 2, SECOND)).isZero();
        }
    }

    @Nested
    class Sending {
        private final SendTrouble trouble = new SendTrouble();

        @Test
        void isInTroubleWhenMostComesBackForThreeLooks() {
            assertThat(trouble.look("k", Map.of("packets", 10L, "refused", 0L))).isNull();
            assertThat(trouble.look("k", Map.of("packets", 12L, "refused", 80L)))
                    .isNull();
            assertThat(trouble.look("k", Map.of("packets", 14L, "refused", 160L)))
                    .isNull();
            assertThat(trouble.look("k", Map.of("packets", 16L, "refused", 240L)))
                    .isEqualTo("refused");
        }

        @Test
        void knowsNothingNewInSilenceAndIsRightAgainWithTheFirstThatArrives() {
            trouble.look("k", Map.of("packets", 0L));
            for (long look = 1; look <= 3; look++) {
                trouble.look("k", Map.of("packets", 0L, "unresolved", 10 * look));
            }
            Map<String, Long> silence = Map.of("packets", 0L, "unresolved", 30L);
            assertThat(trouble.look("k", silence)).isEqualTo("unresolved");
            assertThat(trouble.look("k", Map.of("packets", 50L, "unresolved", 30L)))
                    .isNull();
        }
    }
}
