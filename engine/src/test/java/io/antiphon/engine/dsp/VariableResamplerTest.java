package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.testing.Sine;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableResamplerTest {
    private static final int TURN = 128;
    private static final double AMPLITUDE = 0.9;

    @ParameterizedTest
    @CsvSource({"44100, 48000", "48000, 48000", "48000, 44100", "96000, 48000", "48000, 96000", "192000, 44100"})
    void sineComesOutAtItsLevelAndFrequencyWithoutResidual(double from, double to) {
        for (double hz : new double[] {100, 997, 5_000, 12_000, 18_000}) {
            float[] output = resample(hz / from, from / to, 60);
            Sine sine = Sine.fit(output, 1_000, output.length - 1_000, 2 * Math.PI * hz / to);

            assertThat(20 * Math.log10(sine.amplitude() / AMPLITUDE))
                    .as("level at %s Hz", hz)
                    .isBetween(-0.2, 0.2);
            assertThat(sine.radiansPerFrame()).isCloseTo(2 * Math.PI * hz / to, within(1e-6));
            assertThat(sine.residualToSineDb()).as("residual at %s Hz", hz).isLessThan(-90);
        }
    }

    @Test
    void whatLiesAboveTheOutputsNyquistFrequencyIsGone() {
        float[] output = resample(30_000.0 / 96_000, 2, 30);

        double peak = 0;
        for (int i = 500; i < output.length; i++) {
            peak = Math.max(peak, Math.abs(output[i]));
        }
        assertThat(20 * Math.log10(peak)).isLessThan(-80);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 8})
    void twinKernelsGiveTheSameBits(int channels) {
        long seed = 20_261_121L + channels;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        double nominal = 44_100.0 / 48_000;
        ResampleQuality quality = channels % 2 == 0 ? ResampleQuality.TAPS_128 : ResampleQuality.TAPS_64;
        VariableResampler plain = new VariableResampler(channels, nominal, TURN, quality, new PlainPolyphaseKernel());
        VariableResampler vector = new VariableResampler(channels, nominal, TURN, quality, new VectorPolyphaseKernel());
        float[][] input = new float[channels][2 * TURN];
        float[][] plainOut = new float[channels][TURN];
        float[][] vectorOut = new float[channels][TURN];
        for (int turn = 0; turn < 200; turn++) {
            for (float[] channel : input) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] = random.nextFloat() * 2 - 1;
                }
            }
            double ratio = nominal * (1 + (random.nextDouble() - 0.5) * 0.002);
            turn(plain, ratio, input, plainOut);
            turn(vector, ratio, input, vectorOut);

            assertThat(vectorOut).isDeepEqualTo(plainOut);
        }
    }

    @Test
    void theVectorKernelIsChosenWhereItIsFast() {
        assertThat(PolyphaseKernels.chosen()).isEqualTo(VectorPolyphaseKernel.isFast() ? "vector" : "plain");
    }

    @Test
    void phaseDoesNotBreakWhenTheRatioChanges() {
        VariableResampler resampler = new VariableResampler(1, 1, TURN);
        double omega = 2 * Math.PI * 1_000 / 48_000;
        float[][] input = new float[1][2 * TURN];
        float[][] output = new float[1][TURN];
        long fed = 0;
        double position = 0;
        double worst = 0;
        for (int turn = 0; turn < 2_000; turn++) {
            double ratio = 1 + 0.001 * Math.sin(turn * 0.01);
            resampler.setRatio(ratio);
            int needed = resampler.needed(TURN);
            for (int i = 0; i < needed; i++) {
                input[0][i] = (float) Math.sin(omega * fed++);
            }
            resampler.feed(input, 0, needed);
            resampler.produce(output, 0, TURN);
            for (int i = 0; i < TURN; i++) {
                double expected = Math.sin(omega * position);
                worst = turn < 2 ? 0 : Math.max(worst, Math.abs(output[0][i] - expected));
                position += ratio;
            }
        }
        assertThat(20 * Math.log10(worst)).isLessThan(-90);
    }

    /**
     * The clock of a far sender: 200 ppm fast, then 200 ppm slow, moving by 50 ppm a second. What is compared is each
     * frame with the sine at the position that the ratios add up to: all that the resampler adds, its phase included.
     */
    @ParameterizedTest
    @CsvSource({
        "TAPS_64, 44100, -90",
        "TAPS_64, 48000, -90",
        "EQUAL_RATES, 48000, -100",
        "TAPS_128, 44100, -105",
        "TAPS_128, 48000, -105"
    })
    void sineStaysCleanWhileTheFarClockDrifts(ResampleQuality quality, int fromHz, double limitDb) {
        double nominal = fromHz / 48_000.0;
        VariableResampler resampler = new VariableResampler(1, nominal, TURN, quality);
        double omega = 2 * Math.PI * 1_000 / fromHz;
        float[][] input = new float[1][2 * TURN + 128];
        float[][] output = new float[1][TURN];
        double turnSeconds = TURN / 48_000.0;
        double ppm = 0;
        double direction = 1;
        double position = 0;
        double error = 0;
        long fed = 0;
        long counted = 0;
        int turns = (int) (16 / turnSeconds);
        for (int turn = 0; turn < turns; turn++) {
            double ratio = nominal * (1 + ppm * 1e-6);
            resampler.setRatio(ratio);
            int needed = resampler.needed(TURN);
            for (int i = 0; i < needed; i++) {
                input[0][i] = (float) Math.sin(omega * fed++);
            }
            resampler.feed(input, 0, needed);
            resampler.produce(output, 0, TURN);
            for (int i = 0; i < TURN; i++) {
                double difference = output[0][i] - Math.sin(omega * position);
                error += turn < 2 ? 0 : difference * difference;
                counted += turn < 2 ? 0 : 1;
                position += ratio;
            }
            ppm += direction * 50 * turnSeconds;
            direction = Math.abs(ppm) >= 200 ? -Math.signum(ppm) : direction;
        }
        double thdPlusNoiseDb = 10 * Math.log10(2 * error / counted);
        System.out.printf("figure: %s, %d Hz, ±200 ppm: THD+N %.1f dB%n", quality, fromHz, thdPlusNoiseDb);
        assertThat(thdPlusNoiseDb).isLessThan(limitDb);
    }

    /** The frequency of each stretch of 128 frames, by the sine's phase, changes by what the ratio was told and no more. */
    @Test
    void aMovingRatioMakesNoStepsOfPitch() {
        VariableResampler resampler = new VariableResampler(1, 1, TURN, ResampleQuality.TAPS_128);
        double omega = 2 * Math.PI * 1_000 / 48_000;
        float[][] input = new float[1][2 * TURN + 128];
        float[][] output = new float[1][400 * TURN];
        long fed = 0;
        for (int turn = 0; turn < 400; turn++) {
            resampler.setRatio(1 + 50e-6 * turn * TURN / 48_000);
            int needed = resampler.needed(TURN);
            for (int i = 0; i < needed; i++) {
                input[0][i] = (float) Math.sin(omega * fed++);
            }
            resampler.feed(input, 0, needed);
            resampler.produce(output, turn * TURN, TURN);
        }
        double before = Double.NaN;
        for (int at = 10 * TURN; at + 4_800 <= output[0].length; at += 4_800) {
            double ppm = (Sine.fit(output[0], at, 4_800, omega).radiansPerFrame() / omega - 1) * 1e6;
            if (!Double.isNaN(before)) {
                assertThat(ppm - before).as("change of pitch in 0.1 s, ppm").isCloseTo(5, within(0.25));
            }
            before = ppm;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000, 5_000, 10_000, 15_000, 18_000, 20_000})
    void with128TapsLeavesNoResidualAndIsFlatTo20kHz(double hz) {
        float[] output = resample(hz / 44_100, 44_100 / 48_000.0 * 1.000_137, 60, ResampleQuality.TAPS_128);
        Sine sine = Sine.fit(output, 1_000, output.length - 1_000, 2 * Math.PI * hz / 48_000 * 1.000_137);
        System.out.printf(
                "figure: variable, 128 taps, %.0f Hz: %.4f dB, residual %.1f dB%n",
                hz, 20 * Math.log10(sine.amplitude() / AMPLITUDE), sine.residualToSineDb());
        assertThat(20 * Math.log10(sine.amplitude() / AMPLITUDE)).isCloseTo(0, within(0.1));
        assertThat(sine.residualToSineDb()).isLessThan(-100);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1_000, 5_000, 10_000, 15_000, 18_000, 20_000})
    void betweenEqualRatesItIsFlatTo20kHzAndLeavesNoResidual(double hz) {
        for (double ppm : new double[] {-244, -20, 3, 100, 400}) {
            double ratio = 1 + ppm * 1e-6;
            float[] output = resample(hz / 48_000, ratio, 200, ResampleQuality.EQUAL_RATES, 1);
            Sine sine = Sine.fit(output, 1_000, output.length - 1_000, 2 * Math.PI * hz / 48_000 * ratio);
            System.out.printf(
                    "figure: equal rates, %.0f ppm, %.0f Hz: %.4f dB, residual %.1f dB%n",
                    ppm, hz, 20 * Math.log10(sine.amplitude() / AMPLITUDE), sine.residualToSineDb());
            assertThat(20 * Math.log10(sine.amplitude() / AMPLITUDE)).isCloseTo(0, within(0.05));
            assertThat(sine.residualToSineDb()).isLessThan(Math.abs(ppm) > 200 && hz > 15_000 ? -85 : -95);
        }
    }

    /** The coefficients move over a stretch of frames at once where the ratio is next to 1; elsewhere frame by frame. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void twinKernelsGiveTheSameBitsNextToOne(int channels) {
        long seed = 20_261_122L + channels;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        ResampleQuality quality = ResampleQuality.EQUAL_RATES;
        VariableResampler plain = new VariableResampler(channels, 1, TURN, quality, new PlainPolyphaseKernel());
        VariableResampler vector = new VariableResampler(channels, 1, TURN, quality, new VectorPolyphaseKernel());
        float[][] input = new float[channels][2 * TURN];
        float[][] plainOut = new float[channels][TURN];
        float[][] vectorOut = new float[channels][TURN];
        for (int turn = 0; turn < 2_000; turn++) {
            for (float[] channel : input) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] = random.nextFloat() * 2 - 1;
                }
            }
            double ratio = 1 + (random.nextDouble() - 0.5) * 0.000_6;
            turn(plain, ratio, input, plainOut);
            turn(vector, ratio, input, vectorOut);

            assertThat(vectorOut).isDeepEqualTo(plainOut);
        }
    }

    @Test
    void positionIsExactAfterHours() {
        double ratio = 44_100.0 / 48_000;
        VariableResampler resampler = new VariableResampler(1, ratio, 4_096);
        long fed = 0;
        long produced = 0;
        while (produced < 48_000L * 3_600) {
            int needed = resampler.needed(4_096);
            resampler.feedSilence(needed);
            fed += needed;
            resampler.pass(4_096);
            produced += 4_096;
        }
        double consumed = fed - resampler.surplusFrames() - resampler.lookaheadFrames() - 1;
        assertThat(consumed).isCloseTo(produced * 44_100.0 / 48_000, within(1e-4));
    }

    @Test
    void silenceIsRecognised() {
        VariableResampler resampler = new VariableResampler(2, 1, TURN);
        resampler.feedSilence(resampler.needed(TURN));
        assertThat(resampler.holdsOnlySilence()).isTrue();
        resampler.pass(TURN);
        float[][] click = new float[2][TURN];
        click[1][5] = 1e-6f;
        resampler.feed(click, 0, resampler.needed(TURN));
        assertThat(resampler.holdsOnlySilence()).isFalse();
    }

    private static void turn(VariableResampler resampler, double ratio, float[][] input, float[][] output) {
        resampler.setRatio(ratio);
        resampler.feed(input, 0, resampler.needed(TURN));
        resampler.produce(output, 0, TURN);
    }

    private static float[] resample(double cyclesPerFrame, double ratio, int turns) {
        return resample(cyclesPerFrame, ratio, turns, ResampleQuality.TAPS_64);
    }

    private static float[] resample(double cyclesPerFrame, double ratio, int turns, ResampleQuality quality) {
        return resample(cyclesPerFrame, ratio, turns, quality, ratio);
    }

    private static float[] resample(
            double cyclesPerFrame, double ratio, int turns, ResampleQuality quality, double nominalRatio) {
        VariableResampler resampler = new VariableResampler(1, nominalRatio, TURN, quality);
        resampler.setRatio(ratio);
        float[][] input = new float[1][6 * TURN + 1_024];
        float[][] output = new float[1][turns * TURN];
        long fed = 0;
        for (int turn = 0; turn < turns; turn++) {
            int needed = resampler.needed(TURN);
            for (int i = 0; i < needed; i++) {
                input[0][i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * cyclesPerFrame * fed++));
            }
            resampler.feed(input, 0, needed);
            resampler.produce(output, turn * TURN, TURN);
        }
        return output[0];
    }

    private static org.assertj.core.data.Offset<Double> within(double tolerance) {
        return org.assertj.core.data.Offset.offset(tolerance);
    }
}
