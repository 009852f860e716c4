package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.testing.NodeRig;
import io.antiphon.engine.testing.Oversampled;
import io.antiphon.engine.testing.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessMeterTest {
    private static final int RATE = 48_000;
    private static final double TONE_HZ = 1000;
    private static final Signal SILENCE = (channel, frame) -> 0;

    /** The tolerance of EBU Tech 3341. */
    private static final double LU = 0.1;

    /** EBU Tech 3341, table 1; 7 and 8 are recordings, {@link Programme} stands for them. */
    @Nested
    class Tech3341 {
        @Test
        void case1() {
            LoudnessReading read = measured(tone(-23), 20);
            assertThat(read.momentaryLufs()).isCloseTo(-23, within(LU));
            assertThat(read.shortTermLufs()).isCloseTo(-23, within(LU));
            assertThat(read.integratedLufs()).isCloseTo(-23, within(LU));
        }

        @Test
        void case2() {
            LoudnessReading read = measured(tone(-33), 20);
            assertThat(read.momentaryLufs()).isCloseTo(-33, within(LU));
            assertThat(read.shortTermLufs()).isCloseTo(-33, within(LU));
            assertThat(read.integratedLufs()).isCloseTo(-33, within(LU));
        }

        @Test
        void case3() {
            assertThat(integrated(10, -36, 60, -23, 10, -36)).isCloseTo(-23, within(LU));
        }

        @Test
        void case4() {
            assertThat(integrated(10, -72, 10, -36, 60, -23, 10, -36, 10, -72)).isCloseTo(-23, within(LU));
        }

        @Test
        void case5() {
            assertThat(integrated(20, -26, 20.1, -20, 20, -26)).isCloseTo(-23, within(LU));
        }

        @Test
        void case6() {
            double[] levels = {-28, -28, -24, -30, -30};
            Signal surround = (channel, frame) -> tone(levels[channel]).at(channel, frame);
            NodeRig rig = new NodeRig(GraphFormat.DEFAULT, new LoudnessMeterSettings(), 5, surround);
            assertThat(read(rig.renderSeconds(20)).integratedLufs()).isCloseTo(-23, within(LU));
        }

        @Test
        void case9ShortTermStandsStillFromTheThirdSecondOn() {
            Signal signal = segments(1.34, -20, 1.66, -30).repeated(3 * RATE);
            NodeRig rig = rig(signal).renderSeconds(3);
            for (int step = 0; step < 120; step++) {
                assertThat(read(rig.renderSeconds(0.1)).shortTermLufs()).isCloseTo(-23, within(LU));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
        void case10AToneOfThreeSecondsIsMetWhereverItBegins(int i) {
            Signal signal = segments(i * 0.15, -200, 3, -23, 1, -200);
            assertThat(measured(signal, i * 0.15 + 4).maxShortTermLufs()).isCloseTo(-23, within(LU));
        }

        @Test
        void case11EachNewMaximumOfShortTermIsShown() {
            NodeRig rig = rig(eachSix(3, 0.15));
            for (int i = 0; i < 20; i++) {
                assertThat(read(rig.renderSeconds(6)).maxShortTermLufs()).isCloseTo(-38 + i, within(LU));
            }
        }

        @Test
        void case12MomentaryStandsStillFromTheFirstSecondOn() {
            Signal signal = segments(0.18, -20, 0.22, -30).repeated(Math.round(0.4 * RATE));
            NodeRig rig = rig(signal).renderSeconds(1);
            for (int step = 0; step < 90; step++) {
                assertThat(read(rig.renderSeconds(0.1)).momentaryLufs()).isCloseTo(-23, within(LU));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
        void case13AToneOf400MillisecondsIsMetWhereverItBegins(int i) {
            Signal signal = segments(i * 0.02, -200, 0.4, -23, 1, -200);
            assertThat(measured(signal, i * 0.02 + 1.4).maxMomentaryLufs()).isCloseTo(-23, within(LU));
        }

        @Test
        void case14EachNewMaximumOfMomentaryIsShown() {
            NodeRig rig = rig(eachSix(0.4, 0.02));
            for (int i = 0; i < 20; i++) {
                assertThat(read(rig.renderSeconds(0.8)).maxMomentaryLufs()).isCloseTo(-38 + i, within(LU));
            }
        }

        @ParameterizedTest(name = "case {0}")
        @CsvSource({"15,4,0,0.5,-6", "16,4,45,0.5,-6", "17,6,60,0.5,-6", "18,8,67.5,0.5,-6", "19,4,45,1.41,3"})
        void truePeakOfTones(int number, int framesPerCycle, double degrees, double peak, double expectedDb) {
            Signal signal =
                    (channel, frame) -> peak * Math.sin(2 * Math.PI * frame / framesPerCycle + Math.toRadians(degrees));
            assertTruePeak(measured(faded(signal), 1).maxTruePeakDb(), expectedDb);
        }

        /** Cases 20–23: one cycle at full scale amid half of it, made at four times the rate and moved by a quarter frame each. */
        @ParameterizedTest(name = "case 2{0}")
        @ValueSource(ints = {0, 1, 2, 3})
        void truePeakBetweenSamples(int offset) {
            float[] at192k = new float[4 * RATE / 4];
            for (int n = 0; n < at192k.length; n++) {
                int cycle = n / 24;
                double peak = cycle == at192k.length / 48 ? 1 : 0.5;
                at192k[n] = (float) (peak * Math.sin(2 * Math.PI * n / 24 + Math.toRadians(15)));
            }
            float[] limited = bandLimited(at192k);
            double trueDb = Oversampled.peakDb(limited);
            Signal decimated = (channel, frame) -> frame < limited.length / 4 ? limited[(int) (4 * frame + offset)] : 0;
            assertTruePeak(measured(faded(decimated).by(-trueDb), 0.2).maxTruePeakDb(), 0);
        }

        private static void assertTruePeak(double measuredDb, double expectedDb) {
            assertThat(measuredDb).isBetween(expectedDb - 0.4, expectedDb + 0.2);
        }

        /** Tones that are {@code length} long, each a decibel louder, each a bit later in its slot of twice the length. */
        private static Signal eachSix(double length, double later) {
            long slot = Math.round(2 * length * RATE);
            return (channel, frame) -> {
                int i = (int) (frame / slot);
                double at = (double) (frame % slot) / RATE - i * later;
                return at >= 0 && at < length ? tone(-38 + i).at(channel, frame) : 0;
            };
        }

        /** In and out within 10 ms, since a hard edge has peaks of its own. */
        private static Signal faded(Signal signal) {
            return (channel, frame) -> Math.min(1, frame / (0.01 * RATE)) * signal.at(channel, frame);
        }

        private static float[] bandLimited(float[] samples) {
            float[] out = new float[samples.length];
            int half = 256;
            for (int n = half; n < samples.length - half; n++) {
                double sum = 0;
                for (int t = -half; t <= half; t++) {
                    double x = t * 0.21;
                    double window = 0.5 + 0.5 * Math.cos(Math.PI * t / half);
                    sum += samples[n - t] * window * 0.21 * (t == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
                }
                out[n] = (float) sum;
            }
            return out;
        }
    }

    /** EBU Tech 3342, table 1; 5 and 6 are recordings. */
    @Nested
    class Tech3342 {
        @ParameterizedTest(name = "case {0}")
        @CsvSource({"1,10,-20/-30", "2,5,-20/-15", "3,20,-40/-20", "4,15,-50/-35/-20/-35/-50"})
        void rangeOfTones(int number, double expectedLu, String levels) {
            double[] steps = Arrays.stream(levels.split("/"))
                    .flatMapToDouble(level -> Arrays.stream(new double[] {20, Double.parseDouble(level)}))
                    .toArray();
            assertThat(measured(segments(steps), 10.0 * steps.length).rangeLu()).isCloseTo(expectedLu, within(1.0));
        }
    }

    /** A seeded programme against the text of the standards taken literally, with every block kept. */
    @Nested
    class Programme {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void gatedMeasuresAreThoseOfTheLiteralStandard(long seed) {
            Signal programme = programme(seed);
            LoudnessReading read = measured(programme, 120);
            List<Double> slots = slotEnergies(programme, 120);
            assertThat(read.integratedLufs())
                    .as("seed=%d", seed)
                    .isCloseTo(LiteralLoudness.integrated(slots), within(0.02));
            assertThat(read.rangeLu()).as("seed=%d", seed).isCloseTo(LiteralLoudness.range(slots), within(0.1));
            assertThat(read.rangeLu()).isGreaterThan(3);
        }

        private static Signal programme(long seed) {
            Signal noise = Signal.noise(seed, 0);
            return (channel, frame) -> {
                long word = frame / (RATE / 3);
                double level = -20 - 50 * Math.abs(noise.at(5, word / 7)) * Math.abs(noise.at(6, word));
                return Signal.linear(level) * (noise.at(channel, frame) + noise.at(channel, frame / 8));
            };
        }

        private static List<Double> slotEnergies(Signal signal, int seconds) {
            double[][] filtered = new double[2][seconds * RATE];
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < filtered[c].length; i++) {
                    filtered[c][i] = (float) signal.at(c, i);
                }
                LiteralLoudness.weigh(filtered[c]);
            }
            List<Double> slots = new ArrayList<>();
            for (int slot = 0; slot < seconds * 10; slot++) {
                double sum = 0;
                for (int i = slot * RATE / 10; i < (slot + 1) * RATE / 10; i++) {
                    sum += filtered[0][i] * filtered[0][i] + filtered[1][i] * filtered[1][i];
                }
                slots.add(sum / (RATE / 10.0));
            }
            return slots;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000})
    void calibrationHoldsAtEveryRate(int rate) {
        // BS.1770-5, annex 1: a 997 Hz sine of full scale on one channel reads −3.01.
        GraphFormat format = new GraphFormat(rate, 128);
        NodeRig rig = new NodeRig(format, new LoudnessMeterSettings(), 1, Signal.sine(997, 0, rate));
        LoudnessReading read = read(rig.renderSeconds(5));
        // At 8 kHz the shelf's corner is near the end of the band, where no filter of two poles keeps its shape.
        assertThat(read.integratedLufs()).isCloseTo(-3.01, within(rate < 10_000 ? 0.25 : rate < 30_000 ? 0.05 : 0.01));
        assertThat(read.maxTruePeakDb()).isBetween(-0.4, 0.2);
    }

    @ParameterizedTest
    @CsvSource({"6,2,0", "6,3,-200", "6,4,1.49", "6,5,1.49", "8,4,0", "8,6,1.49", "4,2,1.49", "5,3,1.49", "2,1,0"})
    void channelsWeighWhatTheirSpeakersAsk(int channels, int channel, double weightDb) {
        Signal one = (c, frame) -> c == channel ? tone(-23).at(c, frame) : 0;
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, new LoudnessMeterSettings(), channels, one);
        double lufs = read(rig.renderSeconds(2)).momentaryLufs();
        if (weightDb < -100) {
            assertThat(lufs).isLessThan(-100);
        } else {
            assertThat(lufs).isCloseTo(-26.01 + weightDb, within(0.02));
        }
    }

    @Test
    void restartBeginsAMeasurementAndLeavesTheWindowsAlone() {
        NodeRig rig = rig(segments(10, -20, 30, -30)).renderSeconds(20);
        LoudnessMeterHandle meter = rig.handle(LoudnessMeterHandle.class);
        assertThat(read(rig).maxShortTermLufs()).isCloseTo(-20, within(LU));
        int measurement = meter.restart();
        LoudnessReading early = read(rig.renderSeconds(0.1));
        assertThat(early.measurement()).isEqualTo(measurement);
        assertThat(early.momentaryLufs()).isCloseTo(-30, within(LU));
        assertThat(early.integratedLufs()).isEqualTo(Double.NEGATIVE_INFINITY);
        LoudnessReading late = read(rig.renderSeconds(5));
        assertThat(late.seconds()).isCloseTo(5.1, within(0.02));
        assertThat(late.integratedLufs()).isCloseTo(-30, within(LU));
        assertThat(late.maxShortTermLufs()).isCloseTo(-30, within(LU));
        assertThat(late.maxTruePeakDb()).isCloseTo(-30, within(0.2));
    }

    @Test
    void silenceReadsAsNothingAndWhatIsNoNumberDoesNoLastingHarm() {
        Signal signal = SILENCE.until(RATE, ((Signal)
                (c, frame) -> frame == 5 ? Double.NaN : tone(-23).at(c, frame)));
        NodeRig rig = rig(signal).renderSeconds(0.9);
        assertThat(read(rig).momentaryLufs()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(read(rig).truePeakDb()).isEqualTo(Double.NEGATIVE_INFINITY);
        LoudnessReading later = read(rig.renderSeconds(2));
        assertThat(later.momentaryLufs()).isCloseTo(-23, within(LU));
        assertThat(later.maxTruePeakDb()).isCloseTo(-23, within(0.4));
    }

    private static NodeRig rig(Signal signal) {
        return new NodeRig(GraphFormat.DEFAULT, new LoudnessMeterSettings(), 2, signal);
    }

    private static LoudnessReading measured(Signal signal, double seconds) {
        return read(rig(signal).renderSeconds(seconds));
    }

    private static LoudnessReading read(NodeRig rig) {
        return rig.handle(LoudnessMeterHandle.class).read().orElseThrow();
    }

    private static Signal tone(double peakDb) {
        return Signal.sine(TONE_HZ, peakDb, RATE);
    }

    private static double integrated(double... segments) {
        double seconds = 0;
        for (int i = 0; i < segments.length; i += 2) {
            seconds += segments[i];
        }
        return measured(segments(segments), seconds).integratedLufs();
    }

    /** Tones one behind the other: seconds, level, seconds, level, … */
    private static Signal segments(double... segments) {
        Signal signal = SILENCE;
        for (int i = segments.length - 2; i >= 0; i -= 2) {
            signal = tone(segments[i + 1]).until(Math.round(segments[i] * RATE), signal);
        }
        return signal;
    }
}
