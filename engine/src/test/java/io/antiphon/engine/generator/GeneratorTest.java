package io.antiphon.engine.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceEndpoint;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorTest {
    private static final int RATE = 48_000;

    @Nested
    class Tone {
        @Test
        void hasTheFrequenciesAndTheLevelOfItsTag() throws EndpointException {
            float[][] heard = render(GeneratorProvider.tone(RATE).open("tone:440/1000:-12"), RATE);
            assertThat(levelAt(heard[0], 440)).isCloseTo(-12, within(0.01));
            assertThat(levelAt(heard[1], 1000)).isCloseTo(-12, within(0.01));
            assertThat(levelAt(heard[0], 1000)).isLessThan(-120);
            assertThat(levelAt(heard[1], 440)).isLessThan(-120);
        }

        @Test
        void isTheSameOnBothSidesAndQuietUnlessSaidOtherwise() throws EndpointException {
            float[][] heard = render(GeneratorProvider.tone(RATE).open("tone:440"), RATE);
            assertThat(heard[0]).isEqualTo(heard[1]);
            assertThat(levelAt(heard[0], 440)).isCloseTo(ToneSettings.DEFAULT_LEVEL_DBFS, within(0.01));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"tone:", "tone:loud", "tone:0", "tone:30000", "tone:440:6", "tone:440:-200", "tone:440/"})
        void wrongTagsAreRefusedWithASentence(String tag) {
            assertThatThrownBy(() -> GeneratorProvider.tone(RATE).open(tag))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining(tag);
        }
    }

    @Nested
    class Demo {
        @Test
        void playsAtAComfortableLevelWithoutClippingOrOffset() throws EndpointException {
            float[][] heard = render(GeneratorProvider.demo(RATE).open("demo:"), 60 * RATE);
            for (float[] side : heard) {
                double peak = 0;
                double sum = 0;
                double squares = 0;
                for (float sample : side) {
                    peak = Math.max(peak, Math.abs(sample));
                    sum += sample;
                    squares += sample * (double) sample;
                }
                assertThat(Decibels.ofLinear(peak)).as("peak dBFS").isBetween(-12.0, -1.0);
                assertThat(10 * Math.log10(squares / side.length))
                        .as("RMS dBFS")
                        .isBetween(-30.0, -14.0);
                assertThat(sum / side.length).as("offset").isCloseTo(0, within(1e-3));
            }
            assertThat(heard[0]).isNotEqualTo(heard[1]);
        }

        @Test
        void isTheSameAtEveryStart() throws EndpointException {
            float[][] first = render(GeneratorProvider.demo(RATE).open("demo:"), 10 * RATE);
            float[][] second = render(GeneratorProvider.demo(RATE).open("demo:"), 10 * RATE);
            assertThat(Arrays.equals(first[0], second[0])).isTrue();
        }
    }

    private static float[][] render(SourceEndpoint source, int frames) {
        AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, 128);
        float[][] all = new float[2][frames / 128 * 128];
        for (int at = 0; at < all[0].length; at += 128) {
            source.read(block, at);
            System.arraycopy(block.channel(0), 0, all[0], at, 128);
            System.arraycopy(block.channel(1), 0, all[1], at, 128);
        }
        return all;
    }

    /** Peak level in dBFS of one frequency, by correlation with a sine and a cosine under a Hann window. */
    private static double levelAt(float[] samples, double hz) {
        double re = 0;
        double im = 0;
        double weight = 0;
        for (int i = 0; i < samples.length; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / samples.length);
            double angle = 2 * Math.PI * hz * i / RATE;
            re += window * samples[i] * Math.cos(angle);
            im += window * samples[i] * Math.sin(angle);
            weight += window;
        }
        return Decibels.ofLinear(2 * Math.hypot(re, im) / weight);
    }
}
