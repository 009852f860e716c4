package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.testing.NodeBench;
import io.antiphon.engine.testing.Response;
import io.antiphon.engine.testing.Roughness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EqualizerTest {
    private static final GraphFormat FORMAT = GraphFormat.DEFAULT;

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 96_000})
    void everyBandFollowsTheFormula(int rate) {
        for (int band = 0; band < EqualizerSettings.BANDS; band++) {
            for (double value : new double[] {0, 0.5, 1.5, 2}) {
                List<Double> bands = flat();
                bands.set(band, value);
                assertFollowsTheFormula(bands, rate, 12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 96_000})
    void anyCombinationFollowsTheFormula(int rate) {
        long seed = 18L + rate;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        assertFollowsTheFormula(new ArrayList<>(Collections.nCopies(EqualizerSettings.BANDS, 2.0)), rate, 60);
        assertFollowsTheFormula(new ArrayList<>(Collections.nCopies(EqualizerSettings.BANDS, 0.0)), rate, 60);
        for (int i = 0; i < 8; i++) {
            List<Double> bands = flat();
            bands.replaceAll(b -> random.nextInt(4) == 0 ? 1.0 : 2 * random.nextDouble());
            assertFollowsTheFormula(bands, rate, 60);
        }
    }

    @Test
    void flatPassesEveryBit() {
        Random random = new Random(1);
        float[][] input = noise(random, 8, 4_096);
        input[3][17] = -0f;
        input[4][99] = Float.MIN_VALUE;
        float[][] output = new NodeBench(FORMAT, EqualizerSettings.FLAT).render(input);
        for (int c = 0; c < 8; c++) {
            for (int i = 0; i < input[c].length; i++) {
                assertThat(Float.floatToRawIntBits(output[c][i])).isEqualTo(Float.floatToRawIntBits(input[c][i]));
            }
        }
    }

    @Test
    void aCurveThatWasTurnedFlatAgainPassesEveryBit() {
        float[][] input = noise(new Random(2), 2, 8_192);
        NodeBench bench = new NodeBench(FORMAT, new EqualizerSettings(all(1.7), true));
        bench.render(input);
        bench.set(EqualizerSettings.FLAT);
        bench.render(input);
        assertThat(bench.render(input)[1]).isEqualTo(input[1]);
    }

    @Test
    void bandsThatTheRateCannotCarryAreLeftOut() {
        EqualizerSettings settings = new EqualizerSettings(all(2), false);
        assertThat(settings.sections(32_000).subList(16, 19)).allMatch(section -> section.isFlat());
        assertThat(settings.sections(44_100).subList(0, 18)).noneMatch(section -> section.isFlat());
    }

    @Test
    void normalizedTheLargestGainOfTheWholeCurveIsOne() {
        List<Double> bands = flat();
        bands.set(7, 2.0);
        bands.set(8, 1.9);
        bands.set(9, 1.8);
        Response plain = Response.of(new EqualizerSettings(bands, false), 48_000);
        Response normalized = Response.of(new EqualizerSettings(bands, true), 48_000);
        double largest = -100;
        double difference = plain.db(50) - normalized.db(50);
        for (int i = 0; i <= 400; i++) {
            double hz = 20 * Math.pow(1_000, i / 400.0);
            largest = Math.max(largest, normalized.db(hz));
            assertThat(plain.db(hz) - normalized.db(hz)).isCloseTo(difference, within(0.02));
        }
        assertThat(difference).as("more than the largest band").isGreaterThan(12);
        assertThat(largest).isCloseTo(0, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 256})
    void movesMakeNoClickAndArrive(int period) {
        GraphFormat format = new GraphFormat(48_000, period);
        float[][] input = new float[2][1 << 16];
        for (int i = 0; i < input[0].length; i++) {
            input[0][i] = input[1][i] = (float) (0.1 * Math.sin(2 * Math.PI * 150 * i / 48_000.0));
        }
        NodeBench bench = new NodeBench(format, EqualizerSettings.FLAT);
        Roughness roughness = new Roughness();
        Random random = new Random(period);
        for (int from = 0; from + period <= input[0].length; from += period) {
            if (from % (1 << 12) == 0) {
                List<Double> bands = flat();
                bands.replaceAll(b -> (double) random.nextInt(3));
                bench.set(new EqualizerSettings(bands, random.nextBoolean()));
            }
            AudioBlock block = bench.turn(input, from);
            roughness.hear(block.channel(1), period);
        }
        System.out.println("roughness " + roughness.value());
        assertThat(roughness.value()).isBetween(1e-8, 0.02);
    }

    @Test
    void theTailSoundsOutAndIsThenSilentWithoutTinyNumbers() {
        for (int rate : new int[] {44_100, 192_000}) {
            List<Double> bands = flat();
            bands.set(0, 2.0);
            bands.set(17, 0.0);
            NodeBench bench = new NodeBench(new GraphFormat(rate, 128), new EqualizerSettings(bands, false));
            bench.render(noise(new Random(3), 2, 4_096));
            assertThat(bench.turnSilent(2).isSilent()).isFalse();
            int turns = 0;
            AudioBlock block = bench.turnSilent(2);
            while (!block.isSilent() && turns < 10 * rate / 128) {
                for (float sample : block.channel(0)) {
                    assertThat(sample == 0 || Math.abs(sample) >= 1e-30f)
                            .as("%s", sample)
                            .isTrue();
                }
                block = bench.turnSilent(2);
                turns++;
            }
            assertThat(block.isSilent()).as("after %d turns", turns).isTrue();
        }
    }

    @Test
    void tinyInputLeavesNoTinyState() {
        NodeBench bench = new NodeBench(FORMAT, new EqualizerSettings(all(1.5), false));
        float[][] tiny = new float[2][128];
        Arrays.fill(tiny[0], 1e-39f);
        for (int i = 0; i < 100; i++) {
            assertThat(bench.turn(tiny, 0).channel(0)).containsOnly(0f);
        }
        assertThat(bench.turnSilent(2).isSilent()).isTrue();
    }

    @Test
    void whatIsNoNumberIsForgottenAfterItsPeriod() {
        NodeBench bench = new NodeBench(FORMAT, new EqualizerSettings(all(1.5), false));
        float[][] broken = noise(new Random(4), 2, 128);
        broken[0][5] = Float.NaN;
        broken[1][9] = Float.POSITIVE_INFINITY;
        bench.turn(broken, 0);
        float[][] sound = noise(new Random(5), 2, 128);
        for (float sample : bench.turn(sound, 0).channel(0)) {
            assertThat(sample).isFinite();
        }
    }

    @Test
    void aValueOutOfRangeNamesItsBand() {
        List<Double> bands = flat();
        bands.set(4, 2.5);
        assertThatThrownBy(() -> new EqualizerSettings(bands, false)).hasMessage("equalizer: b5=2.5: 0…2");
    }

    private static void assertFollowsTheFormula(List<Double> bands, int rate, int points) {
        Response response = Response.of(new EqualizerSettings(bands, false), rate);
        for (int i = 0; i <= points; i++) {
            double hz = 20 * Math.pow(1_000, (double) i / points);
            double expected = 0;
            for (int band = 0; band < bands.size(); band++) {
                double centre = EqualizerSettings.CENTRES_HZ.get(band);
                expected += Response.biquadDb(ancestorBand(centre, bands.get(band), rate), hz, rate);
            }
            assertThat(response.db(hz))
                    .as("%s at %s Hz, rate %d", bands, hz, rate)
                    .isCloseTo(expected, within(0.1));
        }
    }

    /** The formula of the ancestor, dsp.md section 4: b0, b1, b2, 1, a1, a2. */
    private static double[] ancestorBand(double hz, double b, double rate) {
        double db = 10 * (b - 1);
        double k = Math.tan(Math.PI * hz / rate);
        double v = Math.pow(10, Math.abs(db) / 20);
        double wide = 1 + v * k + k * k;
        double narrow = 1 + k + k * k;
        double middle = 2 * (k * k - 1);
        double[] boost = {wide, middle, 1 - v * k + k * k, narrow, middle, 1 - k + k * k};
        return db >= 0 ? boost : new double[] {boost[3], boost[4], boost[5], boost[0], boost[1], boost[2]};
    }

    private static List<Double> flat() {
        return all(1);
    }

    private static List<Double> all(double value) {
        return new ArrayList<>(Collections.nCopies(EqualizerSettings.BANDS, value));
    }

    private static float[][] noise(Random random, int channels, int frames) {
        float[][] noise = new float[channels][frames];
        for (float[] channel : noise) {
            for (int i = 0; i < frames; i++) {
                channel[i] = random.nextFloat() - 0.5f;
            }
        }
        return noise;
    }
}
