package io.antiphon.io.device.alsa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DevicePaceTest {
    private static final long MS = 1_000_000;
    private static final int PERIOD = 240;

    private final DevicePace pace = new DevicePace(48_000, 0);

    @Test
    void aCardIsNeverWaitedForWhateverItsDrift() {
        long nowNs = 0;
        for (int i = 0; i < 100_000; i++) { // 500 s, 5 % fast
            nowNs += 4_750_000;
            assertThat(pace.onRead(PERIOD, nowNs)).isEqualTo(nowNs);
        }
    }

    @Test
    void aCardThatGivesAtOnceWhatItHadKeptIsNoFile() {
        for (int i = 0; i < 20; i++) { // 100 ms
            assertThat(pace.onRead(PERIOD, 0)).isZero();
        }
    }

    @Test
    void whatGivesAsMuchAsOneAsksForIsReadAtThePaceOfTime() {
        long nowNs = 0;
        for (int i = 0; i < 2_000; i++) {
            nowNs = Math.max(nowNs, pace.onRead(PERIOD, nowNs));
        }
        assertThat(nowNs).isEqualTo(10_000 * MS);
    }

    @Test
    void afterALongStopItDoesNotCatchUp() {
        long nowNs = 0;
        for (int i = 0; i < 400; i++) {
            nowNs = Math.max(nowNs, pace.onRead(PERIOD, nowNs));
        }
        long afterNs = nowNs + 5_000 * MS;
        assertThat(pace.onRead(PERIOD, afterNs)).isEqualTo(afterNs);
        assertThat(pace.onRead(PERIOD, afterNs)).isEqualTo(afterNs + 5 * MS);
    }
}
