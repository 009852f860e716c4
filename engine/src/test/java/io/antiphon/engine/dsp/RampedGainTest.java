package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RampedGainTest {
    @ParameterizedTest
    @ValueSource(ints = {16, 64, 100, 128, 256, 1024, 4096})
    void aChangeArrivesExactlyWithoutAStepAboveTheRamps(int period) {
        RampedGain gain = new RampedGain(0.25f, 0.25f);
        gain.advance(period);
        assertThat(gain.step()).isZero();
        gain.setTarget(1);
        float last = 0.25f;
        for (int rendered = 0; rendered < RampedGain.RAMP_FRAMES + period; rendered += period) {
            gain.advance(period);
            assertThat(gain.start()).isCloseTo(last, within(1e-6f));
            assertThat(gain.step())
                    .isBetween(0f, 0.75f / Math.min(RampedGain.RAMP_FRAMES, period * 1f) * 1.001f + 1e-9f);
            last = gain.start() + gain.step() * period;
        }
        gain.advance(period);
        assertThat(gain.start()).isEqualTo(1f);
        assertThat(gain.step()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256})
    void noFrameMovesByMoreThanMinusSixtyDecibelsOfTheDifference(int period) {
        RampedGain gain = new RampedGain(0, 0);
        gain.setTarget(1);
        for (int rendered = 0; rendered <= RampedGain.RAMP_FRAMES; rendered += period) {
            gain.advance(period);
            assertThat(gain.step()).isLessThanOrEqualTo(0.001f);
        }
        assertThat(gain.start() + gain.step() * period).isEqualTo(1f);
    }

    @Test
    void aLongerWayTakesAsLongAsTold() {
        RampedGain gain = new RampedGain(1, 1);
        gain.setTarget(0, 10_240);
        for (int rendered = 0; rendered < 10_240; rendered += 128) {
            assertThat(gain.isSettledAtZero()).isFalse();
            gain.advance(128);
            assertThat(gain.step()).isCloseTo(-1f / 10_240, within(1e-7f));
        }
        assertThat(gain.isSettledAtZero()).isTrue();
    }

    /** What leaves a mix is cut when the usual length has been rendered, and must have faded by then. */
    @Test
    void aWayThatIsUnderWayIsShortenedToTheUsualLength() {
        RampedGain gain = new RampedGain(1, 1);
        gain.setTarget(0, 10_240);
        gain.advance(128);
        gain.setTarget(0);
        for (int rendered = 0; rendered < RampedGain.RAMP_FRAMES; rendered += 128) {
            gain.advance(128);
        }
        assertThat(gain.isSettledAtZero()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void aTargetThatMovesOnTheWayIsTakenUpFromWhereTheGainIs(int period) {
        RampedGain gain = new RampedGain(0, 0);
        gain.setTarget(1);
        gain.advance(period);
        float reached = gain.start() + gain.step() * period;
        gain.setTarget(0);
        gain.advance(period);
        assertThat(gain.start()).isCloseTo(reached, within(1e-6f));
        assertThat(gain.step()).isNegative();
    }
}
