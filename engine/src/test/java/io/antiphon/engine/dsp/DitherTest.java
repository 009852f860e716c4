package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.testing.Spectrum;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DitherTest {
    private static final int FRAMES = 1 << 20;
    private static final int SIZE = 4_096;

    /** Power of the error of triangular dither and rounding in square steps: 1/6 + 1/12. */
    private static final double TRIANGULAR_POWER = 0.25;

    @ParameterizedTest
    @CsvSource({"44100, 16", "48000, 16", "48000, 24", "96000, 16", "192000, 16"})
    void noiseHasTheShapeOfTheFilter(int rate, int bitDepth) {
        Spectrum spectrum = Spectrum.of(errorOf(sine(997, rate, 0.4), bitDepth, Dither.SHAPED, rate), SIZE, rate);
        double[] shape = Dither.SHAPED.shape(rate);
        for (int band = 0; band < 32; band++) {
            double measured = 0;
            double expected = 0;
            for (int bin = Math.max(4, band * SIZE / 64); bin < (band + 1) * SIZE / 64; bin++) {
                measured += spectrum.power(bin);
                expected += TRIANGULAR_POWER * response(shape, 2 * Math.PI * bin / SIZE) / (SIZE / 2.0);
            }
            assertThat(10 * Math.log10(measured / expected))
                    .as("band %s of 32, dB beside the filter's response", band)
                    .isCloseTo(0, within(0.7));
        }
    }

    @Test
    void shapingTakesNoiseAwayWhereTheEarIsKeen() {
        Spectrum flat = Spectrum.of(errorOf(sine(997, 48_000, 0.4), 16, Dither.TRIANGULAR, 48_000), SIZE, 48_000);
        Spectrum shaped = Spectrum.of(errorOf(sine(997, 48_000, 0.4), 16, Dither.SHAPED, 48_000), SIZE, 48_000);
        System.out.printf(
                "figure: shaped against triangular: 0.1-2 kHz %.1f dB, 3-5 kHz %.1f dB, 0.1-8 kHz %.1f dB, 15-20 kHz"
                        + " %.1f dB%n",
                shaped.levelDb(100, 2_000) - flat.levelDb(100, 2_000),
                shaped.levelDb(3_000, 5_000) - flat.levelDb(3_000, 5_000),
                shaped.levelDb(100, 8_000) - flat.levelDb(100, 8_000),
                shaped.levelDb(15_000, 20_000) - flat.levelDb(15_000, 20_000));
        assertThat(shaped.levelDb(3_000, 5_000)).isLessThan(flat.levelDb(3_000, 5_000) - 15);
        assertThat(shaped.levelDb(100, 8_000)).isLessThan(flat.levelDb(100, 8_000) - 8);
        assertThat(shaped.levelDb(15_000, 20_000)).isGreaterThan(flat.levelDb(15_000, 20_000) + 8);
    }

    @Test
    void anEncoderThatIsTurnedDoesOtherwiseFromTheNextFrameOn() {
        PcmEncoder encoder = new PcmEncoder(16, 1, 7, Dither.NONE, 48_000);
        float[][] offset = new float[1][SIZE];
        Arrays.fill(offset[0], 0.3f / 32_768);

        assertThat(soundingFrames(encoder, offset)).as("rounded").isZero();
        encoder.turnTo(Dither.SHAPED);
        assertThat(soundingFrames(encoder, offset)).as("shaped").isGreaterThan(SIZE / 2);
        encoder.turnTo(Dither.TRIANGULAR);
        assertThat(soundingFrames(encoder, offset)).as("triangular").isBetween(SIZE / 5, SIZE / 2);
        encoder.turnTo(Dither.NONE);
        assertThat(soundingFrames(encoder, offset)).as("rounded again").isZero();
    }

    private static int soundingFrames(PcmEncoder encoder, float[][] frames) {
        byte[] bytes = new byte[2 * SIZE];
        assertThat(encoder.encode(frames, SIZE, bytes, 0)).isTrue();
        int sounding = 0;
        for (int i = 0; i < SIZE; i++) {
            sounding += bytes[2 * i] != 0 ? 1 : 0;
        }
        return sounding;
    }

    /** Low levels and offsets are where an error fed back may fall into a loop of its own: a tone that nobody played. */
    @ParameterizedTest
    @CsvSource({
        "TRIANGULAR, 0.3",
        "TRIANGULAR, 0.5",
        "SHAPED, 0.001",
        "SHAPED, 0.25",
        "SHAPED, 0.3",
        "SHAPED, 0.5",
        "SHAPED, 7.01"
    })
    void anOffsetMakesNoIdleToneAndIsKept(Dither dither, double steps) {
        float[] level = new float[FRAMES];
        Arrays.fill(level, (float) (steps / (1 << 15)));
        float[] error = errorOf(level, 16, dither, 48_000);
        double mean = 0;
        for (float sample : error) {
            mean += sample / (double) FRAMES;
        }
        assertThat(mean).as("offset in steps").isCloseTo(0, within(0.003));
        Spectrum spectrum = Spectrum.of(error, SIZE, 48_000);
        double[] shape = dither.shape(48_000);
        double worst = 0;
        for (int bin = 4; bin < spectrum.bins() - 4; bin++) {
            double expected = TRIANGULAR_POWER * response(shape, 2 * Math.PI * bin / SIZE) / (SIZE / 2.0);
            worst = Math.max(worst, spectrum.power(bin) / expected);
        }
        // Of 2,040 bins averaged over 511 pieces the largest lies a third above the mean by chance; a tone lies far
        // above.
        assertThat(10 * Math.log10(worst)).as("highest bin above the noise, dB").isLessThan(2);
    }

    @Test
    void roundingAloneMakesDistortionAndTriangularDitherDoesNot() {
        float[] quiet = sine(1_000, 48_000, 1.5 / (1 << 15));
        Spectrum rounded = Spectrum.of(add(quiet, errorOf(quiet, 16, Dither.NONE, 48_000)), SIZE, 48_000);
        Spectrum dithered = Spectrum.of(errorOf(quiet, 16, Dither.TRIANGULAR, 48_000), SIZE, 48_000);
        int third = 3 * 1_000 * SIZE / 48_000;
        double floor = rounded.power(third + 20);
        assertThat(10 * Math.log10(rounded.power(third) / floor)).isGreaterThan(20);
        assertThat(10 * Math.log10(dithered.power(third) / dithered.power(third + 20)))
                .isLessThan(2);
    }

    @ParameterizedTest
    @EnumSource(Dither.class)
    void silenceStaysDigitalSilenceAndForgetsTheErrorsBefore(Dither dither) {
        PcmEncoder used = new PcmEncoder(16, 2, 3, dither, 48_000);
        byte[] bytes = new byte[4 * 256];
        float[][] loud = {sine(997, 48_000, 0.3), sine(440, 48_000, 0.3)};
        used.encode(loud, 256, bytes, 0);
        Arrays.fill(bytes, (byte) 1);
        assertThat(used.encode(new float[2][256], 256, bytes, 0)).isFalse();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void overloadDoesNotUpsetTheShaping() {
        float[] loud = sine(997, 48_000, 4);
        PcmEncoder encoder = new PcmEncoder(16, 1, 5, Dither.SHAPED, 48_000);
        byte[] bytes = new byte[2 * FRAMES];
        encoder.encode(new float[][] {loud}, FRAMES, bytes, 0);
        float[] error = errorOf(sine(997, 48_000, 0.1), 16, encoder);
        double worst = 0;
        for (float sample : error) {
            worst = Math.max(worst, Math.abs(sample));
        }
        assertThat(worst).as("largest error in steps").isLessThan(1.5 * (1 + 2.033 + 2.165 + 1.959 + 1.590 + 0.6149));
    }

    /** What was encoded less what was put in, in steps. */
    private static float[] errorOf(float[] samples, int bitDepth, Dither dither, int rate) {
        return errorOf(samples, bitDepth, new PcmEncoder(bitDepth, 1, 42, dither, rate));
    }

    private static float[] errorOf(float[] samples, int bitDepth, PcmEncoder encoder) {
        byte[] bytes = new byte[samples.length * bitDepth / 8];
        encoder.encode(new float[][] {samples}, samples.length, bytes, 0);
        float[] error = new float[samples.length];
        double scale = 1L << (bitDepth - 1);
        float[][] back = new float[1][samples.length];
        PcmDecoder.decode(bytes, 0, bitDepth, 1, back, samples.length);
        for (int i = 0; i < error.length; i++) {
            error[i] = (float) (back[0][i] * scale - samples[i] * scale);
        }
        return error;
    }

    private static float[] add(float[] samples, float[] error) {
        float[] sum = new float[samples.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = samples[i] * (1 << 15) + error[i];
        }
        return sum;
    }

    private static float[] sine(double hz, int rate, double amplitude) {
        float[] samples = new float[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return samples;
    }

    /** Squared magnitude of 1 − Σ wᵢ·z⁻ⁱ. */
    private static double response(double[] shape, double radiansPerFrame) {
        double re = 1;
        double im = 0;
        for (int i = 0; i < shape.length; i++) {
            re -= shape[i] * Math.cos((i + 1) * radiansPerFrame);
            im += shape[i] * Math.sin((i + 1) * radiansPerFrame);
        }
        return re * re + im * im;
    }
}
