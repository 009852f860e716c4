package io.antiphon.engine.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.testing.Spectrum;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    class Noise {
        @ParameterizedTest
        @ValueSource(strings = {"noise:white:-20", "noise:pink:-20", "noise:pink:-12:99"})
        void hasTheLevelOfItsTagAndNoOffset(String tag) throws EndpointException {
            float[][] heard = render(GeneratorProvider.noise(RATE).open(tag), 60 * RATE);
            double wanted = tag.contains("-12") ? -12 : -20;
            for (float[] side : heard) {
                assertThat(rmsDbfs(side)).isCloseTo(wanted, within(0.15));
                // Pink noise has its power down to 5 Hz: one part in 1,200 of it stands in the mean of a minute.
                assertThat(mean(side)).isCloseTo(0, within(tag.contains("white") ? 3e-4 : 6e-3));
                assertThat(peak(side)).isLessThan(1);
            }
        }

        @Test
        void ofWhiteIsEquallyStrongInEveryHertzAndOfPinkInEveryOctave() throws EndpointException {
            for (int rate : new int[] {44_100, 48_000, 96_000}) {
                Spectrum white = spectrum(GeneratorProvider.noise(rate).open("noise:white"), rate);
                Spectrum pink = spectrum(GeneratorProvider.noise(rate).open("noise:pink"), rate);
                for (double hz = 31.25; hz <= 8_000; hz *= 2) {
                    assertThat(white.levelDb(hz, 2 * hz) - white.levelDb(1_000, 2_000))
                            .as("white, octave from %s Hz at %s Hz", hz, rate)
                            .isCloseTo(10 * Math.log10(hz / 1_000), within(0.5));
                    assertThat(pink.levelDb(hz, 2 * hz) - pink.levelDb(1_000, 2_000))
                            .as("pink, octave from %s Hz at %s Hz", hz, rate)
                            .isCloseTo(0, within(0.5));
                }
            }
        }

        @Test
        void isTheSameForTheSameSeedOnlyAndIndependentOnBothSides() throws EndpointException {
            float[][] first = render(GeneratorProvider.noise(RATE).open("noise:pink:-20:5"), RATE);
            float[][] same = render(GeneratorProvider.noise(RATE).open("noise:pink:-20:5"), RATE);
            float[][] other = render(GeneratorProvider.noise(RATE).open("noise:pink:-20:6"), RATE);
            float[][] white = render(GeneratorProvider.noise(RATE).open("noise:white:-20:5"), 10 * RATE);
            float[][] nextWhite = render(GeneratorProvider.noise(RATE).open("noise:white:-20:6"), 10 * RATE);
            assertThat(Arrays.deepEquals(first, same)).isTrue();
            assertThat(Arrays.equals(first[0], other[0])).isFalse();
            assertThat(correlation(white[0], white[1])).isCloseTo(0, within(0.01));
            assertThat(correlation(white[0], nextWhite[0])).isCloseTo(0, within(0.01));
        }

        @ParameterizedTest
        @ValueSource(strings = {"noise:", "noise:brown", "noise:white:-11", "noise:pink:-121", "noise:pink:-20:-1"})
        void wrongTagsAreRefusedWithASentence(String tag) {
            assertThatThrownBy(() -> GeneratorProvider.noise(RATE).open(tag))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining(tag);
        }

        private static Spectrum spectrum(SourceEndpoint source, int rate) {
            return Spectrum.of(render(source, 60 * rate)[0], 65_536, rate);
        }
    }

    @Nested
    class Sweep {
        @ParameterizedTest
        @CsvSource({"20, 20000", "20000, 20", "1000, 1020"})
        void goesThroughEqualIntervalsInEqualTimes(int from, int to) throws EndpointException {
            String tag = "sweep:" + from + "-" + to + ":2:-6";
            float[][] heard = render(GeneratorProvider.sweep(RATE).open(tag), 4 * RATE);
            assertThat(heard[0]).isEqualTo(heard[1]);
            double ln = Math.log((double) to / from) / (2 * RATE);
            for (int i = 0; i < 4 * RATE; i++) {
                int at = i % (2 * RATE);
                double cycles = (double) from / RATE * Math.expm1(ln * at) / ln;
                double fade = Math.sin(Math.PI / 2 * Math.min(1, Math.min(at, 2 * RATE - 1 - at) / 240.0));
                double expected = Decibels.toLinear(-6) * fade * fade * Math.sin(2 * Math.PI * cycles);
                assertThat((double) heard[0][i]).as("frame %s", i).isCloseTo(expected, within(1e-6));
            }
        }

        @Test
        void isTheSameFromAnyPositionOn() throws EndpointException {
            SourceEndpoint sweep = GeneratorProvider.sweep(RATE).open("sweep:20-20000:0.1");
            float[][] whole = render(sweep, RATE);
            AudioBlock block = new AudioBlock(2, 128);
            sweep.read(block, 128 * 100);
            assertThat(block.channel(0)).isEqualTo(Arrays.copyOfRange(whole[0], 128 * 100, 128 * 101));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sweep:",
                    "sweep:20",
                    "sweep:20-30000",
                    "sweep:0-100",
                    "sweep:20-200:0.01",
                    "sweep:20-20000:5:1",
                    "sweep:440-440"
                })
        void wrongTagsAreRefusedWithASentence(String tag) {
            assertThatThrownBy(() -> GeneratorProvider.sweep(RATE).open(tag))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageContaining(tag);
        }
    }

    @Test
    void sineOfTheToneIsExactToTheLastBitOfAFloat() {
        for (int i = 0; i < 100_000; i++) {
            double cycles = i * 0.123_456_789;
            assertThat(Sine.exact(cycles))
                    .isCloseTo(Math.sin(2 * Math.PI * (cycles - Math.floor(cycles))), within(2e-15));
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

    private static double peak(float[] samples) {
        double peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        return peak;
    }

    private static double mean(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample;
        }
        return sum / samples.length;
    }

    /** RMS level, 0 being that of a sine at full scale (AES17). */
    private static double rmsDbfs(float[] samples) {
        return 10 * Math.log10(2 * product(samples, samples));
    }

    private static double correlation(float[] one, float[] other) {
        return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * (double) other[i];
        }
        return sum / one.length;
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
