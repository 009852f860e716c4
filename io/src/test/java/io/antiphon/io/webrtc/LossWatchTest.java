package io.antiphon.io.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossWatchTest {
    private final LossWatch watch = new LossWatch();

    @Test
    void threePercentIsPreparedForAndTwelveMore() {
        assertThat(watch.note(7)).isZero();
        assertThat(watch.note(8)).isEqualTo(10);
        assertThat(watch.note(31)).isEqualTo(20);
        assertThat(watch.note(8)).as("it does not waver").isEqualTo(20);
    }

    @Test
    void tenCleanReportsInARowEndIt() {
        watch.note(8);
        for (int i = 0; i < 9; i++) {
            assertThat(watch.note(2)).isEqualTo(10);
        }
        assertThat(watch.note(3)).as("not clean").isEqualTo(10);
        for (int i = 0; i < 9; i++) {
            assertThat(watch.note(0)).isEqualTo(10);
        }
        assertThat(watch.note(0)).isZero();
    }
}
