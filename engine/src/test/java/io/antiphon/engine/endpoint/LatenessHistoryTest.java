package io.antiphon.engine.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenessHistoryTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private final LatenessHistory history = new LatenessHistory(5 * MS);

    @Test
    void aShortMarginBeginsWithSixteenMsUntilTheNetworkIsKnown() {
        quietUntil(60);
        assertMarginMs(16);
        note(60, 0.1);
        assertMarginMs(5);
    }

    @Test
    void oneStallIsForgivenAlsoWhenItReachesIntoTheNextSecond() {
        quietUntil(70);
        note(70, 40);
        note(71, 38);
        note(72, 0.1);
        assertMarginMs(5);
    }

    @Test
    void aSecondStallRaisesTheMarginToCoverTheLesserOfBoth() {
        quietUntil(70);
        note(70, 40);
        note(90, 20);
        assertMarginMs(1.25 * 20 + 1);
        for (int second = 91; second < 130; second++) {
            note(second, 0.1);
        }
        assertMarginMs(1.25 * 20 + 1);
        note(131, 0.1);
        assertMarginMs(5);
    }

    @Test
    void constantJitterIsCoveredAndSmallChangesMoveNothing() {
        for (int second = 0; second < 80; second++) {
            note(second, 8 + 0.3 * (second % 3));
        }
        assertMarginMs(1.25 * 8.6 + 1);
        for (int second = 80; second < 150; second++) {
            note(second, 8);
        }
        assertMarginMs(1.25 * 8.6 + 1);
    }

    @Test
    void lateFramesOfAnHourAgoAreForgotten() {
        quietUntil(70);
        note(70, 40);
        note(73, 40);
        note(3_600, 0.1);
        assertMarginMs(5);
    }

    @Test
    void aSmallLeastMarginAddsLess() {
        LatenessHistory low = new LatenessHistory(1 * MS);
        for (int second = 0; second < 70; second++) {
            low.note(second * SECOND, MS);
        }
        assertThat(low.marginNs()).isCloseTo(1.75 * MS, within(1.0));
    }

    @Test
    void anotherLeastMarginHoldsForAStreamThatPlays() {
        PlayoutTuning tuning = new PlayoutTuning(5);
        LatenessHistory tuned = new LatenessHistory(tuning);
        for (int second = 0; second < 70; second++) {
            tuned.note(second * SECOND, MS / 10);
        }
        assertThat(tuned.marginNs()).isEqualTo(5.0 * MS);

        tuning.set(new PlayoutTuning.Wish(40.0, 3.0));
        tuned.note(70 * SECOND, MS / 10);
        assertThat(tuned.marginNs()).isEqualTo(40.0 * MS);
        assertThat(tuning.isLate(2 * MS, 40.0 * MS)).isFalse();
        assertThat(tuning.isLate(4 * MS, 40.0 * MS)).isTrue();

        tuning.set(PlayoutTuning.Wish.USUAL);
        tuned.note(71 * SECOND, MS / 10);
        assertThat(tuned.marginNs()).isEqualTo(5.0 * MS);
        assertThat(tuning.isLate(4 * MS, 5.0 * MS)).isFalse();
    }

    @Test
    void aMarginThatAPersonAskedForIsNotDoubledAtFirst() {
        PlayoutTuning tuning = new PlayoutTuning(5);
        tuning.set(new PlayoutTuning.Wish(40.0, null));
        assertThat(new LatenessHistory(tuning).marginNs()).isEqualTo(40.0 * MS);
        tuning.set(new PlayoutTuning.Wish(2.0, null));
        assertThat(new LatenessHistory(tuning).marginNs()).isEqualTo(6.4 * MS);
    }

    @Test
    void aStreamThatConcealsBeginsWithTheMarginOfItsKind() {
        PlayoutTuning tuning = new PlayoutTuning(5, 8);
        LatenessHistory concealing = new LatenessHistory(tuning);
        assertThat(concealing.marginNs()).isEqualTo(8.0 * MS);
        for (int second = 0; second < 59; second++) {
            concealing.note(second * SECOND, MS / 10);
        }
        assertThat(concealing.marginNs()).isEqualTo(8.0 * MS);
        concealing.note(60 * SECOND, MS / 10);
        assertThat(concealing.marginNs()).isEqualTo(5.0 * MS);

        tuning.set(new PlayoutTuning.Wish(40.0, null));
        assertThat(new LatenessHistory(tuning).marginNs()).isEqualTo(40.0 * MS);
    }

    private void quietUntil(int second) {
        for (int i = 0; i < second; i++) {
            note(i, 0.1);
        }
    }

    private void note(int second, double latenessMs) {
        history.note(second * SECOND, (long) (latenessMs * MS));
    }

    private void assertMarginMs(double expected) {
        assertThat(history.marginNs() / MS).isCloseTo(expected, within(1e-6));
    }
}
