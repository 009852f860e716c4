package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PcmTest {
    @ParameterizedTest
    @CsvSource({"16, 2", "24, 1", "24, 7", "32, 6", "16, 5", "32, 8"})
    void whatWasEncodedIsDecodedWithinTheDither(int bitDepth, int channels) {
        long seed = bitDepth * 31L + channels;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        int frames = 300;
        float[][] samples = new float[channels][frames];
        for (float[] channel : samples) {
            for (int i = 0; i < frames; i++) {
                channel[i] = random.nextFloat() * 1.9f - 0.95f;
            }
        }
        byte[] bytes = new byte[frames * channels * bitDepth / 8 + 3];
        float[][] back = new float[channels][frames];

        assertThat(new PcmEncoder(bitDepth, channels, seed).encode(samples, frames, bytes, 3))
                .isTrue();
        PcmDecoder.decode(bytes, 3, bitDepth, channels, back, frames);

        float tolerance = (float) Math.max(1.5001 / Math.pow(2, bitDepth - 1), 1e-7);
        for (int c = 0; c < channels; c++) {
            assertThat(back[c]).containsExactly(samples[c], org.assertj.core.data.Offset.offset(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 32767, -32768", "24, 8388607, -8388608", "32, 2147483647, -2147483648"})
    void fullScaleIsClampedNotWrapped(int bitDepth, long highest, long lowest) {
        byte[] bytes = new byte[2 * bitDepth / 8];
        new PcmEncoder(bitDepth, 2, 1).encode(new float[][] {{1.5f}, {-1.5f}}, 1, bytes, 0);

        assertThat(sample(bytes, 0, bitDepth)).isEqualTo(highest);
        assertThat(sample(bytes, 1, bitDepth)).isEqualTo(lowest);
    }

    @ParameterizedTest
    @CsvSource({"16", "24", "32"})
    void digitalSilenceStaysExactZeros(int bitDepth) {
        byte[] bytes = new byte[100 * 2 * bitDepth / 8];
        bytes[7] = 1;

        assertThat(new PcmEncoder(bitDepth, 2, 5).encode(new float[2][100], 100, bytes, 0))
                .isFalse();
        assertThat(bytes).containsOnly(0);
    }

    @Test
    void ditherKeepsALevelBelowOneStep() {
        int frames = 200_000;
        float[][] quiet = new float[1][frames];
        java.util.Arrays.fill(quiet[0], 0.3f / (1 << 15));
        byte[] bytes = new byte[2 * frames];
        new PcmEncoder(16, 1, 99).encode(quiet, frames, bytes, 0);

        double sum = 0;
        double squares = 0;
        for (int i = 0; i < frames; i++) {
            double error = sample(bytes, i, 16) - 0.3;
            sum += error;
            squares += error * error;
        }
        assertThat(sum / frames).isBetween(-0.01, 0.01);
        // Triangular dither of 1/6 LSB² and rounding of 1/12 LSB², whatever the signal.
        assertThat(squares / frames).isBetween(0.24, 0.26);
    }

    private static long sample(byte[] bytes, int index, int bitDepth) {
        int size = bitDepth / 8;
        long value = bytes[index * size + size - 1];
        for (int i = size - 2; i >= 0; i--) {
            value = (value << 8) | (bytes[index * size + i] & 0xff);
        }
        return value;
    }
}
