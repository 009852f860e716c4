package io.antiphon.engine.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenessHistoryTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;

    private final LatenessHistory history = new LatenessHistory(5 * MS);

    @Test
    void theMarginIsTwiceTheLeastUntilTheNetworkIsKnown() {
        quietUntil(15);
        assertMarginMs(10);
        note(15, 0.1);
        assertMarginMs(5);
    }

    @Test
    void oneStallIsForgivenAlsoWhenItReachesIntoTheNextSecond() {
        quietUntil(20);
        note(20, 40);
        note(21, 38);
        note(22, 0.1);
        assertMarginMs(5);
    }

    @Test
    void aSecondStallRaisesTheMarginToCoverTheLesserOfBoth() {
        quietUntil(20);
        note(20, 40);
        note(40, 20);
        assertMarginMs(1.25 * 20 + 1);
        for (int second = 41; second < 80; second++) {
            note(second, 0.1);
        }
        assertMarginMs(1.25 * 20 + 1);
        note(81, 0.1);
        assertMarginMs(5);
    }

    @Test
    void constantJitterIsCoveredAndSmallChangesMoveNothing() {
        for (int second = 0; second < 20; second++) {
            note(second, 8 + 0.3 * (second % 3));
        }
        assertMarginMs(1.25 * 8.6 + 1);
        for (int second = 20; second < 90; second++) {
            note(second, 8);
        }
        assertMarginMs(1.25 * 8.6 + 1);
    }

    @Test
    void lateFramesOfAnHourAgoAreForgotten() {
        quietUntil(20);
        note(20, 40);
        note(23, 40);
        note(3_600, 0.1);
        assertMarginMs(5);
    }

    @Test
    void aSmallLeastMarginAddsLess() {
        LatenessHistory low = new LatenessHistory(1 * MS);
        for (int second = 0; second < 20; second++) {
            low.note(second * SECOND, MS);
        }
        assertThat(low.marginNs()).isCloseTo(1.75 * MS, within(1.0));
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
