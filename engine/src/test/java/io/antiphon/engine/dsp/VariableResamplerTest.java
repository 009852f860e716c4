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
        VariableResampler plain = new VariableResampler(channels, nominal, TURN, new PlainPolyphaseKernel());
        VariableResampler vector = new VariableResampler(channels, nominal, TURN, new VectorPolyphaseKernel());
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
        VariableResampler resampler = new VariableResampler(1, ratio, TURN);
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
