package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.testing.NodeRig;
import io.antiphon.engine.testing.Oversampled;
import io.antiphon.engine.testing.Signal;
import io.antiphon.engine.testing.Sine;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimiterTest {
    private static final int RATE = 48_000;

    static Stream<Arguments> hostile() {
        Signal tone = Signal.sine(1000, 12, RATE);
        return Stream.of(
                Arguments.of("square 1 kHz +12 dB", square(48, 12)),
                Arguments.of("square 997 Hz +6 dB", square(48.144, 6)),
                Arguments.of("square fs/4 0 dB", square(4, 0)),
                Arguments.of("square fs/3 +12 dB", square(3, 12)),
                Arguments.of("sine fs/4 at 45° +3 dB", (Signal)
                        (c, n) -> 1.41 * Math.sin(Math.PI / 2 * n + Math.PI / 4)),
                Arguments.of("sine 19 kHz +12 dB", Signal.sine(19_000, 12, RATE)),
                Arguments.of("sine 30 Hz +12 dB", Signal.sine(30, 12, RATE)),
                Arguments.of("tone bursts +12 dB", tone.until(500, (c, n) -> 0).repeated(3_001)),
                Arguments.of("noise +12 dB", Signal.noise(11, 12)),
                Arguments.of(
                        "noise bursts +12 dB",
                        Signal.noise(12, 12).until(300, Signal.noise(13, -30)).repeated(1_777)),
                Arguments.of("clicks +12 dB", (Signal) (c, n) -> n % 501 == 0 ? 4 : 0),
                Arguments.of("random signs +12 dB", (Signal)
                        (c, n) -> Math.copySign(4, Signal.noise(14, 0).at(c, n))),
                Arguments.of(
                        "rising and falling",
                        Signal.noise(15, 0).by(0).plus((c, n) -> 3 * Math.sin(n * 1e-3) * Math.sin(n * 0.7))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void truePeakNeverExceedsTheCeiling(String name, Signal signal) {
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 2, signal).renderSeconds(1);
        for (int c = 0; c < 2; c++) {
            double peakDb = Oversampled.peakDb(rig.out().channel(c));
            System.out.printf("limiter: %s: %.2f dBTP%n", name, peakDb);
            assertThat(peakDb).as(name).isLessThanOrEqualTo(-1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 44_100, 96_000, 192_000})
    void ceilingAndLatencyHoldAtEveryRate(int rate) {
        NodeRig rig = new NodeRig(
                        new GraphFormat(rate, 256), new LimiterSettings(-6, 20), 1, Signal.sine(rate / 7.3, 9, rate))
                .renderSeconds(0.5);
        assertThat(Oversampled.peakDb(rig.out().channel(0))).isBetween(-7.0, -6.0);
        assertThat(rig.handle(LimiterHandle.class).latencyFrames()).isLessThanOrEqualTo(rate / 500);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 128, 4096})
    void belowTheCeilingItIsADelayAndNothingElse(int period) {
        Signal signal = Signal.noise(3, -8);
        NodeRig rig = new NodeRig(new GraphFormat(RATE, period), LimiterSettings.DEFAULT, 2, signal).renderSeconds(1);
        int latency = rig.handle(LimiterHandle.class).latencyFrames();
        float[] out = rig.out().channel(1);
        for (int i = 0; i < out.length; i++) {
            assertThat(out[i]).isEqualTo(i < latency ? 0f : (float) signal.at(1, i - latency));
        }
        assertThat(rig.handle(LimiterHandle.class).reductionDb()).isZero();
    }

    @Test
    void itIsTransparentAgainWhenThePeakIsOver() {
        Signal tone = Signal.sine(1000, -6, RATE);
        Signal signal = (c, n) -> tone.at(c, n) * (n >= 4_800 && n < 9_600 ? 4 : 1);
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 1, signal).renderSeconds(2.5);
        int latency = rig.handle(LimiterHandle.class).latencyFrames();
        float[] out = rig.out().channel(0);
        assertThat(out[4_700]).isEqualTo((float) signal.at(0, 4_700 - latency));
        for (int i = 2 * RATE; i < out.length; i++) {
            assertThat(out[i]).isEqualTo((float) signal.at(0, i - latency));
        }
    }

    @Test
    void allChannelsGoDownTogether() {
        Signal signal = (c, n) -> (c == 3 ? 4 : 0.1) * Math.sin(2 * Math.PI * n / 48);
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 8, signal).renderSeconds(0.5);
        float[] loud = rig.out().channel(3);
        float[] soft = rig.out().channel(7);
        for (int i = 4_000; i < loud.length; i++) {
            assertThat(soft[i]).isCloseTo(loud[i] / 40, within(1e-6f));
        }
    }

    @Test
    void aSteadyToneStaysASine() {
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 1, Signal.sine(1000, 6, RATE))
                .renderSeconds(2);
        Sine sine = Sine.fit(rig.out().channel(0), RATE, RATE / 2, 2 * Math.PI / 48);
        System.out.printf("limiter: 1 kHz 7 dB over: residual %.1f dB%n", sine.residualToSineDb());
        assertThat(sine.residualToSineDb()).isLessThan(-70);
    }

    @Test
    void gainNeverMovesFasterThanTheLookAheadAllows() {
        Signal signal = (c, n) -> n % 4_800 == 2_400 ? 4 : c == 0 ? 0 : 0.1;
        NodeRig rig = new NodeRig(
                        GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 2, (c, n) -> c == 0 ? signal.at(0, n) : 0.1)
                .renderSeconds(1);
        float[] steady = rig.out().channel(1);
        float largest = 0;
        float lowest = 1;
        for (int i = 200; i < steady.length; i++) {
            largest = Math.max(largest, Math.abs(steady[i] - steady[i - 1]) / 0.1f);
            lowest = Math.min(lowest, steady[i] / 0.1f);
        }
        assertThat(lowest).isLessThan(0.25f);
        // 13 dB down within 68 frames, through two means: at most twice the mean slope.
        assertThat(largest).isLessThan(2 * 0.8f / 60);
    }

    @Test
    void silenceIsPassedOnOnceTheDelayIsEmpty() {
        Signal signal = Signal.sine(1000, -6, RATE).until(12_800, (c, n) -> 0);
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 2, signal).renderFrames(12_928);
        assertThat(rig.out().lastWasSilent()).isFalse();
        assertThat(rig.out().channel(0)[12_850]).isEqualTo((float) signal.at(0, 12_850 - 96));
        rig.renderFrames(128);
        assertThat(rig.out().lastWasSilent()).isTrue();
        rig.renderFrames(128);
        assertThat(rig.handle(LimiterHandle.class).node().isResting()).isTrue();
    }

    @Test
    void whatIsNoNumberIsLeftOut() {
        Signal signal = (c, n) -> n == 1_000 ? Double.NaN : n == 1_001 ? Double.POSITIVE_INFINITY : 0.5;
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 1, signal).renderSeconds(0.2);
        for (float sample : rig.out().channel(0)) {
            assertThat(sample).isFinite();
        }
        assertThat(rig.out().channel(0)[5_000]).isEqualTo(0.5f);
    }

    @Test
    void aNewCeilingIsTakenWhileItRuns() {
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, LimiterSettings.DEFAULT, 1, Signal.sine(1000, 0, RATE))
                .renderSeconds(1);
        rig.set(new LimiterSettings(-12, 50));
        rig.out().clear();
        rig.renderSeconds(1);
        float[] out = rig.out().channel(0);
        assertThat(Oversampled.peakDb(Arrays.copyOfRange(out, 1_000, out.length)))
                .isBetween(-12.5, -12.0);
    }

    @Test
    void refusesWithTheKeysName() {
        assertThatThrownBy(() -> new LimiterSettings(1, 50)).hasMessageContaining("ceilingDb=1.0");
        assertThatThrownBy(() -> new LimiterSettings(-1, Double.NaN)).hasMessageContaining("releaseMs=NaN");
    }

    private static Signal square(double framesPerCycle, double peakDb) {
        double peak = Signal.linear(peakDb);
        return (c, n) -> n / framesPerCycle % 1 < 0.5 ? peak : -peak;
    }
}
