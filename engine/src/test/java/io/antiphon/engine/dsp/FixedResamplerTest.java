package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.testing.Sine;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedResamplerTest {
    private static final int TURN = 128;
    private static final double AMPLITUDE = 0.9;

    /** 20 kHz as a part of 22.05 kHz: how far the pass band reaches below the lower Nyquist frequency. */
    private static final double PASS_BAND = 20_000 / 22_050.0;

    @ParameterizedTest
    @CsvSource({
        "44100, 48000",
        "48000, 44100",
        "48000, 96000",
        "96000, 48000",
        "44100, 96000",
        "96000, 44100",
        "44100, 88200",
        "192000, 48000",
        "8000, 48000",
        "16000, 48000",
        "24000, 48000",
        "32000, 48000",
        "48000, 8000"
    })
    void with128TapsIsFlatTo20kHzOf44100AndLeavesNoResidual(int from, int to) {
        double highest = PASS_BAND * Math.min(from, to) / 2;
        double worstGain = 0;
        double worstResidual = -200;
        for (double part : new double[] {0.001, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.975, 1}) {
            Sine sine = heard(part * highest, from, to, ResampleQuality.TAPS_128);
            worstGain = Math.max(worstGain, Math.abs(gainDb(sine)));
            worstResidual = Math.max(worstResidual, sine.residualToSineDb());
        }
        System.out.printf(
                "figure: %d to %d, 128 taps: %.4f dB, residual %.1f dB%n", from, to, worstGain, worstResidual);
        assertThat(worstGain).as("deviation in dB").isLessThan(0.1);
        assertThat(worstResidual).as("residual in dB").isLessThan(-100);
    }

    @Test
    void with64TapsIsFlatTo18kHz() {
        for (double hz : new double[] {20, 1_000, 5_000, 10_000, 15_000, 17_000, 18_000}) {
            Sine sine = heard(hz, 44_100, 48_000, ResampleQuality.TAPS_64);
            assertThat(gainDb(sine)).as("gain at %s Hz", hz).isCloseTo(0, within(0.1));
            assertThat(sine.residualToSineDb()).as("residual at %s Hz", hz).isLessThan(-95);
        }
        assertThat(gainDb(heard(19_000, 44_100, 48_000, ResampleQuality.TAPS_64)))
                .isCloseTo(-0.2, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"48000, 44100", "96000, 48000", "96000, 44100", "192000, 48000", "48000, 8000"})
    void whatLiesAboveTheOutputsNyquistFrequencyIsGone(int from, int to) {
        for (double part : new double[] {0, 0.1, 0.3, 0.6, 0.95}) {
            double lowest = 1.02 * to / 2;
            double hz = lowest + part * (from / 2.0 - lowest);
            float[] output = resample(hz, from, to, 40, ResampleQuality.TAPS_128);
            double peak = 0;
            for (int i = 1_000; i < output.length; i++) {
                peak = Math.max(peak, Math.abs(output[i]));
            }
            assertThat(20 * Math.log10(peak / AMPLITUDE))
                    .as("alias of %s Hz", hz)
                    .isLessThan(-100);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 8})
    void twinKernelsGiveTheSameBits(int channels) {
        long seed = 20_261_121L + channels;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        ResampleQuality quality = channels % 2 == 0 ? ResampleQuality.TAPS_128 : ResampleQuality.TAPS_64;
        FixedResampler plain = new FixedResampler(channels, 44_100, 48_000, TURN, quality, new PlainPolyphaseKernel());
        FixedResampler vector =
                new FixedResampler(channels, 44_100, 48_000, TURN, quality, new VectorPolyphaseKernel());
        float[][] input = new float[channels][2 * TURN];
        float[][] plainOut = new float[channels][TURN];
        float[][] vectorOut = new float[channels][TURN];
        for (int turn = 0; turn < 200; turn++) {
            for (float[] channel : input) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] = random.nextFloat() * 2 - 1;
                }
            }
            plain.feed(input, 0, plain.needed(TURN));
            plain.produce(plainOut, 0, TURN);
            vector.feed(input, 0, vector.needed(TURN));
            vector.produce(vectorOut, 0, TURN);
            assertThat(vectorOut).isDeepEqualTo(plainOut);
        }
    }

    @Test
    void takesExactlyAsManyFramesAsTheRatesSay() {
        FixedResampler resampler = new FixedResampler(1, 44_100, 48_000, 4_000, ResampleQuality.TAPS_64);
        long fed = 0;
        for (long produced = 0; produced < 48_000L * 36_000; produced += 4_000) {
            int needed = resampler.needed(4_000);
            resampler.feedSilence(needed);
            fed += needed;
            resampler.pass(4_000);
        }
        // The last frame of a turn lies one step short of the next turn's first, which is 36,000 · 44,100.
        assertThat(fed).isEqualTo(44_100L * 36_000 - 1 + resampler.lookaheadFrames() + 1);
    }

    @Test
    void beginsAgainAfterAReset() {
        FixedResampler resampler = new FixedResampler(1, 32_000, 48_000, TURN, ResampleQuality.TAPS_64);
        float[][] input = {new float[2 * TURN]};
        input[0][3] = 1;
        float[][] first = new float[1][TURN];
        float[][] again = new float[1][TURN];
        resampler.feed(input, 0, resampler.needed(TURN));
        assertThat(resampler.holdsOnlySilence()).isFalse();
        resampler.produce(first, 0, TURN);
        resampler.reset();
        assertThat(resampler.holdsOnlySilence()).isTrue();
        resampler.feed(input, 0, resampler.needed(TURN));
        resampler.produce(again, 0, TURN);
        assertThat(again).isDeepEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"44100, 47999", "0, 48000", "192000, 8000"})
    void ratiosThatNeedAnotherResamplerAreRefused(int from, int to) {
        assertThatThrownBy(() -> new FixedResampler(1, from, to, TURN, ResampleQuality.TAPS_64))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static double gainDb(Sine sine) {
        return 20 * Math.log10(sine.amplitude() / AMPLITUDE);
    }

    private static Sine heard(double hz, int from, int to, ResampleQuality quality) {
        float[] output = resample(hz, from, to, 100, quality);
        return Sine.fit(output, 2_000, output.length - 2_000, 2 * Math.PI * hz / to);
    }

    private static float[] resample(double hz, int from, int to, int turns, ResampleQuality quality) {
        FixedResampler resampler = new FixedResampler(1, from, to, TURN, quality);
        float[][] input = new float[1][8 * TURN + 2_048];
        float[][] output = new float[1][turns * TURN];
        long fed = 0;
        for (int turn = 0; turn < turns; turn++) {
            int needed = resampler.needed(TURN);
            for (int i = 0; i < needed; i++) {
                input[0][i] = (float) (AMPLITUDE * Math.sin(2 * Math.PI * hz / from * fed++));
            }
            resampler.feed(input, 0, needed);
            resampler.produce(output, turn * TURN, TURN);
        }
        return output[0];
    }
}
