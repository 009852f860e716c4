package io.antiphon.io.webrtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RtpIndexTest {
    private final RtpIndex index = new RtpIndex();

    @Test
    void theCounterRollsOverWithTheSequence() {
        assertThat(taken(65_534)).isEqualTo(65_534);
        assertThat(taken(65_535)).isEqualTo(65_535);
        assertThat(taken(0)).isEqualTo(65_536);
        assertThat(taken(40_000)).isEqualTo(65_536 + 40_000 - 65_536); // nearer behind than before: it is late
        assertThat(taken(1)).isEqualTo(65_537);
    }

    @Test
    void aPacketIsNewOnceAndOnlyWithinTheWindow() {
        taken(100);
        taken(103);
        assertThat(index.isNew(index.of(101))).isTrue();
        taken(101);
        assertThat(index.isNew(index.of(101))).isFalse();
        assertThat(index.isNew(index.of(103))).isFalse();
        assertThat(index.isNew(index.of(102))).isTrue();
        taken(200);
        assertThat(index.isNew(index.of(136))).as("64 behind").isFalse();
        assertThat(index.isNew(index.of(137))).as("63 behind").isTrue();
    }

    @Test
    void whatLiesBeforeTheFirstTurnOfTheCounterIsRefused() {
        taken(3);
        assertThat(index.isNew(index.of(65_530))).isFalse();
    }

    private long taken(int sequence) {
        long number = index.of(sequence);
        if (index.isNew(number)) {
            index.accept(number);
        }
        return number;
    }
}
