package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.testing.NodeRig;
import io.antiphon.engine.testing.Signal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {
    private static final int RATE = 48_000;
    private static final Signal SILENCE = (channel, frame) -> 0;

    @ParameterizedTest
    @CsvSource({"-25,6", "-19,0", "-10,-9", "-40,12", "-1,-18"})
    void aSteadySignalIsBroughtToTheTargetWithinTheLimits(double level, double gainDb) {
        NodeRig rig = rig(tone(level)).renderSeconds(30);
        assertThat(gain(rig)).isCloseTo(gainDb, within(0.1));
        float[] out = rig.out().channel(0);
        assertThat(20 * Math.log10(largest(out, out.length - 4_800, out.length)))
                .isCloseTo(level + gainDb, within(0.15));
    }

    @Test
    void aSteadySignalIsNotModulatedAtAll() {
        NodeRig rig = rig(tone(-25)).renderSeconds(45);
        assertThat(modulationDb(rig, 10)).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void speechIsNotPumpedAndTheNoiseBetweenWordsIsNotLifted(long seed) {
        NodeRig rig = rig(speech(seed)).renderSeconds(30);
        assertThat(gain(rig)).as("seed=%d", seed).isBetween(3.0, 12.0);
        double quick = 0;
        double lowest = gain(rig);
        double highest = lowest;
        for (int half = 0; half < 40; half++) {
            double before = gain(rig);
            quick = Math.max(quick, modulationDb(rig, 0.5));
            lowest = Math.min(lowest, Math.min(before, gain(rig)));
            highest = Math.max(highest, Math.max(before, gain(rig)));
        }
        System.out.printf(
                "normaliser: speech-like, seed=%d: gain moves by %.2f dB in 20 s, by %.2f dB in half a second%n",
                seed, highest - lowest, quick);
        // A word and the pause behind it get the same gain; over the whole it follows the speaker's mean.
        assertThat(quick).as("seed=%d", seed).isLessThan(0.4);
        assertThat(highest - lowest).as("seed=%d", seed).isLessThan(2.5);
    }

    @Test
    void inALongPauseTheGainStandsStill() {
        NodeRig rig = rig(tone(-25).until(20L * RATE, Signal.noise(9, -65))).renderSeconds(20.5);
        double before = gain(rig);
        assertThat(modulationDb(rig.renderSeconds(1), 20)).isLessThan(0.02);
        assertThat(gain(rig)).isCloseTo(before, within(0.02));
    }

    @Test
    void nearSilenceIsNeverTurnedUp() {
        NodeRig rig = rig(tone(-60)).renderSeconds(20);
        assertThat(gain(rig)).isZero();
        assertThat(rig.out().channel(0)[RATE]).isEqualTo((float) tone(-60).at(0, RATE));
    }

    @Test
    void itFallsFasterThanItRises() {
        NodeRig up = rig(tone(-30)).renderSeconds(3);
        assertThat(gain(up)).isBetween(2.0, 4.0); // at most 1.5 dB/s
        NodeRig down = rig(tone(-6)).renderSeconds(2.5);
        assertThat(gain(down)).isBetween(-13.0, -9.0); // most of 13 dB
    }

    @Test
    void silenceIsPassedOnAndTheGainWaitsThroughIt() {
        NodeRig rig = rig(tone(-25).until(20L * RATE, SILENCE)).renderSeconds(20.5);
        double before = gain(rig);
        rig.renderSeconds(10);
        assertThat(rig.out().lastWasSilent()).isTrue();
        assertThat(gain(rig)).isEqualTo(before);
        assertThat(rig.handle(NormaliserHandle.class).node().isResting()).isTrue();
    }

    /** What the default target stands for: the ancestor's RMS of 0.1, in a signal like music. */
    @Test
    void pinkNoiseOfRmsOneTenthOnTwoChannelsReadsTheDefaultTarget() {
        float[][] pink = {pink(1), pink(2)};
        NodeRig meter = new NodeRig(
                GraphFormat.DEFAULT, new LoudnessMeterSettings(), 2, (c, n) -> pink[c][(int) n % pink[c].length]);
        double lufs = meter.renderSeconds(10)
                .handle(LoudnessMeterHandle.class)
                .read()
                .orElseThrow()
                .integratedLufs();
        System.out.printf("normaliser: pink noise of RMS 0.1 on two channels: %.2f LUFS%n", lufs);
        assertThat(lufs).isCloseTo(NormaliserSettings.DEFAULT.targetLufs(), within(0.3));
    }

    @Test
    void refusesWithTheKeysName() {
        assertThatThrownBy(() -> new NormaliserSettings(1, 12, 24, -50)).hasMessageContaining("targetLufs=1.0");
        assertThatThrownBy(() -> new NormaliserSettings(-18, 90, 24, -50)).hasMessageContaining("maxGainDb=90.0");
        assertThatThrownBy(() -> new NormaliserSettings(-18, 12, -1, -50)).hasMessageContaining("maxCutDb=-1.0");
        assertThatThrownBy(() -> new NormaliserSettings(-18, 12, 24, -90)).hasMessageContaining("gateLufs=-90.0");
    }

    /** Words of 0.2…0.7 s at −22…−30 dB with pauses of 0.1…1.2 s, over noise of −60 dB. */
    private static Signal speech(long seed) {
        float[] level = new float[60 * 100];
        SplittableRandom random = new SplittableRandom(seed);
        for (int at = 0; at < level.length; ) {
            int end = Math.min(level.length, at + 20 + random.nextInt(50));
            float peak = (float) Signal.linear(-26 + 8 * (random.nextDouble() - 0.5));
            while (at < end) {
                level[at++] = peak;
            }
            at += 10 + random.nextInt(110);
        }
        Signal voice = Signal.noise(seed, 0);
        Signal floor = Signal.noise(seed + 1, -60);
        return (c, n) -> level[(int) (n * 100 / RATE)] * (voice.at(c, n) + voice.at(c, n / 4)) + floor.at(c, n);
    }

    private static float[] pink(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[8 * RATE];
        double[] rows = new double[16];
        double sum = 0;
        for (int i = 0; i < out.length; i++) {
            int row = Math.min(15, Integer.numberOfTrailingZeros(i + 1));
            rows[row] = random.nextDouble() - 0.5;
            double all = random.nextDouble() - 0.5;
            for (double r : rows) {
                all += r;
            }
            out[i] = (float) all;
            sum += all * all;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] *= (float) (0.1 / Math.sqrt(sum / out.length));
        }
        return out;
    }

    /** How far the gain moves from there to the end, taken from the node's own gain at each period. */
    private static double modulationDb(NodeRig rig, double seconds) {
        double lowest = gain(rig);
        double highest = lowest;
        for (int period = 0; period < seconds * 375; period++) {
            double now = gain(rig.renderFrames(1));
            lowest = Math.min(lowest, now);
            highest = Math.max(highest, now);
        }
        return highest - lowest;
    }

    private static double gain(NodeRig rig) {
        return rig.handle(NormaliserHandle.class).gainDb();
    }

    private static float largest(float[] samples, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(samples[i]));
        }
        return largest;
    }

    private static Signal tone(double lufs) {
        return Signal.sine(1000, lufs, RATE);
    }

    private static NodeRig rig(Signal signal) {
        return new NodeRig(GraphFormat.DEFAULT, NormaliserSettings.DEFAULT, 2, signal);
    }
}
