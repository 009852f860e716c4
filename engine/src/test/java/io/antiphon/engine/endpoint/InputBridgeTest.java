package io.antiphon.engine.endpoint;

import static io.antiphon.engine.endpoint.SimulatedStream.AMPLITUDE;
import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.testing.Sine;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputBridgeTest {
    private static final int RATE = SimulatedStream.GRAPH.sampleRateHz();

    /** Steepest step between two frames of the sine; a click is more. */
    private static final double STEEPEST = AMPLITUDE * 2 * Math.PI * 1_000 / RATE * 1.05;

    @ParameterizedTest
    @CsvSource({"48000, 100, 5", "48000, -100, 5", "48000, 0, 0", "44100, 100, 5", "44100, -100, 0.2", "96000, 100, 2"})
    void sineStaysCleanForAMinuteThroughJitterAndDrift(int rateHz, double ppm, double jitterMs) {
        SimulatedStream stream = new SimulatedStream(rateHz, ppm, 1_000, 4711 + rateHz);
        stream.jitterMs = jitterMs;
        stream.run(8);
        long underruns = stream.count(BridgeCounter.UNDERRUNS);

        float[] heard = stream.run(60);

        int fit = RATE / 10;
        double worst = -200;
        for (int at = 0; at + fit <= heard.length; at += fit) {
            Sine sine = Sine.fit(heard, at, fit, 2 * Math.PI * 1_000 / RATE);
            worst = Math.max(worst, sine.residualDb());
            assertThat(20 * Math.log10(sine.amplitude() / AMPLITUDE)).isBetween(-0.2, 0.2);
        }
        System.out.printf(
                "rate=%d ppm=%.0f jitter=%.1f worst residual %.1f dBFS, drift %.2f ppm, latency %.2f ms%n",
                rateHz,
                ppm,
                jitterMs,
                worst,
                stream.bridge().driftPpm(),
                stream.bridge().latencyMs());
        assertThat(worst).isLessThan(-80);
        assertThat(steepest(heard)).isLessThan(STEEPEST);
        assertThat(stream.bridge().driftPpm()).isBetween(ppm - 10, ppm + 10);
        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isEqualTo(underruns).isZero();
        assertThat(stream.count(BridgeCounter.RESYNCS)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1000", "-1000"})
    void aClockFarOffIsFollowedWithoutUnderrun(double ppm) {
        SimulatedStream stream = new SimulatedStream(48_000, ppm, 1_000, 99);
        stream.jitterMs = 1;
        stream.run(30);

        stream.run(60);

        assertThat(stream.bridge().driftPpm()).isBetween(ppm - 20, ppm + 20);
        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isZero();
        assertThat(stream.count(BridgeCounter.RESYNCS)).isZero();
    }

    @Test
    void latencyGoesToWhatTheJitterAsksFor() {
        SimulatedStream stream = new SimulatedStream(48_000, 50, 1_000, 3);
        stream.jitterMs = 0.3;
        stream.run(10);
        // Packet 6 ms, period 2.67 ms, margin 16 ms at first and 8 ms at least.
        assertThat(stream.bridge().latencyMs()).isBetween(24.6, 25.2);
        stream.run(125);
        assertThat(stream.bridge().latencyMs()).isBetween(16.6, 17.2);
        stream.jitterMs = 12;
        stream.run(30);
        assertThat(stream.bridge().latencyMs()).isBetween(8.67 + 1.25 * 11 + 1, 8.67 + 1.25 * 12.5 + 1);
    }

    @Test
    void latencyThatIsTakenBackBendsPitchByNoMoreThanTwelvePpmASecond() {
        SimulatedStream stream = troubledFor(20);
        long resyncs = stream.count(BridgeCounter.RESYNCS);
        float[] heard = stream.run(140);

        int fit = RATE / 2;
        double nominal = 2 * Math.PI * 1_000 / RATE;
        double before = Double.NaN;
        double steepestPpm = 0;
        double furthestPpm = 0;
        for (int at = 0; at + fit <= heard.length; at += fit) {
            double ppm = (Sine.fit(heard, at, fit, nominal).radiansPerFrame() / nominal - 1) * 1e6;
            steepestPpm = at == 0 ? 0 : Math.max(steepestPpm, Math.abs(ppm - before) * 2);
            furthestPpm = Math.max(furthestPpm, Math.abs(ppm));
            before = ppm;
        }
        assertThat(furthestPpm).as("ppm from the pitch").isBetween(100.0, 1_000.0);
        assertThat(steepestPpm).as("ppm a second").isLessThan(15);
        assertThat(stream.bridge().latencyMs()).isBetween(16.6, 17.2);
        assertThat(stream.count(BridgeCounter.RESYNCS)).isEqualTo(resyncs);
    }

    @Test
    void silenceIsUsedToTakeLatencyBackAtOnce() {
        SimulatedStream stream = troubledFor(20);
        stream.zero = number -> number > 10_000;
        stream.run(40);
        assertThat(stream.bridge().latencyMs()).isGreaterThan(22);

        stream.run(25);

        assertThat(stream.bridge().latencyMs()).isBetween(16.6, 17.2);
    }

    @Test
    void lostPacketsDoNotClick() {
        SimulatedStream stream = new SimulatedStream(48_000, 20, 1_000, 17);
        stream.jitterMs = 1;
        stream.lost = number -> number % 400 == 399;

        float[] heard = stream.run(60);

        // The sine has whole turns in a packet, so that a lost one leaves no step of its own.
        assertThat(steepest(heard)).isLessThan(STEEPEST * 1.6);
        assertThat(share(heard, 5)).isGreaterThan(0.97);
    }

    @Test
    void senderThatPausesComesBackWithFades() {
        SimulatedStream stream = new SimulatedStream(48_000, 100, 1_000, 5);
        stream.jitterMs = 1;
        stream.paused = number -> number >= 1_667 && number < 2_500;
        float[] before = stream.run(10);
        stream.run(0.3);
        assertThat(stream.bridge().state(stream.nowNs())).isEqualTo(SourceStatus.State.GONE);
        float[] pause = stream.run(4.6);
        float[] after = stream.run(10);

        assertThat(steepest(before)).isLessThan(STEEPEST);
        assertThat(pause).containsOnly(0f);
        assertThat(stream.bridge().state(stream.nowNs())).isEqualTo(SourceStatus.State.PLAYING);
        assertThat(steepest(after)).isLessThan(STEEPEST);
        assertThat(share(after, 0.3)).isGreaterThan(0.999);
        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isEqualTo(1);
    }

    @Test
    void aStallCostsSoundOnceAndNoLatency() {
        SimulatedStream stream = new SimulatedStream(48_000, 0, 1_000, 6);
        stream.jitterMs = 1;
        stream.extraDelayMs = stallAt(20_000, 33);
        stream.run(119.9);
        double latencyMs = stream.bridge().latencyMs();
        float[] heard = stream.run(1.5);
        float[] after = stream.run(20);

        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isEqualTo(1);
        assertThat(stream.count(BridgeCounter.CONCEALED_FRAMES)).isBetween(RATE / 10L, RATE / 4L);
        assertThat(stream.count(BridgeCounter.DROPPED_FRAMES)).isBetween(RATE / 10L, RATE / 4L);
        assertThat(stream.count(BridgeCounter.LATE_PACKETS)).isPositive();
        assertThat(steepest(heard)).isLessThan(STEEPEST * 1.6);
        assertThat(steepest(after)).isLessThan(STEEPEST);
        assertThat(stream.bridge().latencyMs()).isLessThan(latencyMs + 1);
    }

    @Test
    void stallsOfAKindAreHeardTwiceAtMost() {
        SimulatedStream stream = new SimulatedStream(48_000, 0, 1_000, 6);
        stream.jitterMs = 1;
        stream.extraDelayMs = number ->
                number < 1_000 ? 0 : stallAt(number / 1_000 * 1_000, 5).applyAsDouble(number);
        stream.run(14);
        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isEqualTo(2);

        stream.run(60);

        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isEqualTo(2);
        assertThat(stream.bridge().latencyMs()).isBetween(40.0, 55.0);
    }

    @Test
    void latencyOfABadTimeIsGivenBackWhenItIsOver() {
        SimulatedStream stream = new SimulatedStream(48_000, 0, 1_000, 6);
        stream.jitterMs = 1;
        stream.extraDelayMs = number -> number < 1_000 || number > 4_000
                ? 0
                : stallAt(number / 1_000 * 1_000, 11).applyAsDouble(number);
        stream.run(30);
        assertThat(stream.bridge().latencyMs()).isGreaterThan(70);

        stream.run(75);

        assertThat(stream.bridge().latencyMs()).isLessThan(18);
        assertThat(stream.count(BridgeCounter.RESYNCS)).isEqualTo(1);
    }

    @Test
    void firstPacketsThatAreLateCostNoLatency() {
        SimulatedStream stream = new SimulatedStream(48_000, 0, 1_000, 6);
        stream.jitterMs = 0.3;
        stream.extraDelayMs = stallAt(0, 7);
        stream.run(2);

        // Packet 6 ms, period 2.67 ms, margin 16 ms to begin with.
        assertThat(stream.bridge().latencyMs()).isLessThan(24.7 + 4);
    }

    @Test
    void aPileUpIsDroppedWithACrossfade() {
        SimulatedStream stream = new SimulatedStream(48_000, 0, 1_000, 7);
        stream.jitterMs = 1;
        stream.periodMissed = period -> period >= 1_875 && period < 1_875 + 75;
        stream.run(5.2);
        float[] heard = stream.run(5);

        assertThat(stream.count(BridgeCounter.RESYNCS)).isEqualTo(1);
        assertThat(stream.count(BridgeCounter.DROPPED_FRAMES)).isBetween(RATE / 10L, RATE / 4L);
        assertThat(steepest(heard)).isLessThan(STEEPEST * 1.6);
        assertThat(stream.bridge().latencyMs()).isLessThan(30);
    }

    @Test
    void equalArrivalsGiveEqualBits() {
        float[] one = new SimulatedStream(44_100, 70, 440, 12).run(10);
        float[] other = new SimulatedStream(44_100, 70, 440, 12).run(10);
        assertThat(one).isEqualTo(other);
    }

    @Test
    void theSwitchToAnotherBridgeFades() {
        InputSwitch input = new InputSwitch();
        AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, 128);
        input.read(block, 0);
        assertThat(block.isSilent()).isTrue();
        InputBridge first = bridgeOfOnes(0);
        input.set(first);
        long ns = 40_000_000;
        for (int i = 0; i < 5; i++, ns += 2_666_667) {
            input.read(block, ns);
        }
        assertThat(block.channel(0)[127]).isEqualTo(1f, org.assertj.core.data.Offset.offset(1e-3f));

        input.set(bridgeOfOnes(40_000_000));
        input.read(block, ns);
        assertThat(block.channel(0)[0]).isGreaterThan(0.99f);
        assertThat(block.channel(0)[127]).isZero();
        assertThat(maxStep(block.channel(0), 128)).isLessThan(0.02);
        input.read(block, ns + 60_000_000);
        assertThat(block.channel(0)[0]).isZero();
        assertThat(maxStep(block.channel(0), 128)).isLessThan(0.02);
        assertThat(block.channel(0)[127]).isGreaterThan(0.5f);
    }

    /** A stream whose network jitters by 12 ms for some seconds and is quiet from then on. */
    private static SimulatedStream troubledFor(double seconds) {
        SimulatedStream stream = new SimulatedStream(48_000, 0, 1_000, 3);
        stream.jitterMs = 12;
        stream.run(seconds);
        stream.jitterMs = 0.3;
        return stream;
    }

    /** Packets from {@code first} on wait, and come together. */
    private static LongToDoubleFunction stallAt(long first, int packets) {
        return number -> number >= first && number < first + packets ? (first + packets - number) * 6.0 : 0;
    }

    private static InputBridge bridgeOfOnes(long fromNs) {
        InputBridge bridge = new InputBridge(48_000, 1, RATE, 128, 8);
        float[][] ones = new float[1][288];
        java.util.Arrays.fill(ones[0], 1f);
        for (int packet = 1; packet <= 8; packet++) {
            bridge.write(ones, 288, fromNs + packet * 6_000_000L);
        }
        return bridge;
    }

    private static double steepest(float[] heard) {
        return maxStep(heard, heard.length);
    }

    private static double maxStep(float[] heard, int frames) {
        double worst = 0;
        for (int i = 1; i < frames; i++) {
            worst = Math.max(worst, Math.abs(heard[i] - heard[i - 1]));
        }
        return worst;
    }

    /** Part of the time behind the first seconds in which the sine sounds. */
    private static double share(float[] heard, double skipSeconds) {
        int from = (int) (skipSeconds * RATE);
        int sounding = 0;
        int turn = 48;
        int turns = 0;
        for (int at = from; at + turn <= heard.length; at += turn, turns++) {
            double peak = 0;
            for (int i = at; i < at + turn; i++) {
                peak = Math.max(peak, Math.abs(heard[i]));
            }
            sounding += peak > 0.9 * AMPLITUDE ? 1 : 0;
        }
        return (double) sounding / turns;
    }
}
