package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.node.ParametricSettings.Band;
import io.antiphon.engine.node.ParametricSettings.Shape;
import io.antiphon.engine.testing.NodeBench;
import io.antiphon.engine.testing.Response;
import io.antiphon.engine.testing.Roughness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParametricTest {
    private static final List<Shape> SHAPES = List.of(Shape.values());

    @ParameterizedTest
    @EnumSource(Shape.class)
    void everyShapeFollowsTheCookbook(Shape shape) {
        for (int rate : new int[] {44_100, 48_000, 96_000}) {
            for (double hz : new double[] {30, 1_000, 12_000}) {
                for (double gainDb : new double[] {-15, 6}) {
                    for (double q : new double[] {0.4, 4}) {
                        assertFollows(List.of(new Band(shape, hz, gainDb, q)), rate);
                    }
                }
            }
        }
    }

    @Test
    void sixteenBandsAreTheProductOfAll() {
        Random random = new Random(16);
        List<Band> bands = new ArrayList<>();
        for (int i = 0; i < ParametricSettings.MAX_BANDS; i++) {
            Shape shape = List.of(Shape.PEAK, Shape.LOW_SHELF, Shape.HIGH_SHELF).get(i % 3);
            bands.add(new Band(
                    shape, 40 * Math.pow(2, i / 2.0), 12 * random.nextDouble() - 6, 0.5 + random.nextDouble()));
        }
        assertFollows(bands, 48_000);
    }

    @Test
    void bandsComeGoAndChangeTheirShapeWithoutAClick() {
        long seed = 20_261_121L;
        System.out.println("seed=" + seed);
        Random random = new Random(seed);
        float[][] input = new float[1][1 << 17];
        for (int i = 0; i < input[0].length; i++) {
            input[0][i] = (float) (0.1 * Math.sin(2 * Math.PI * 150 * i / 48_000.0));
        }
        NodeBench bench = new NodeBench(GraphFormat.DEFAULT, new ParametricSettings(List.of()));
        Roughness roughness = new Roughness();
        for (int from = 0; from < input[0].length; from += 128) {
            if (from % 2_048 == 0) {
                bench.set(new ParametricSettings(any(random)));
            }
            AudioBlock block = bench.turn(input, from);
            roughness.hear(block.channel(0), 128);
        }
        System.out.println("roughness " + roughness.value());
        assertThat(roughness.value()).isBetween(1e-8, 0.02);
    }

    @Test
    void offsetIsTakenAwayAndWhatCanBeHeardStays() {
        Response response = Response.of(DcFilterSettings.DEFAULT, 48_000);
        assertThat(response.db(0)).isLessThan(-80);
        assertThat(response.db(2)).isCloseTo(-40, within(0.1));
        assertThat(response.db(20)).isCloseTo(-3.01, within(0.02));
        assertThat(response.db(100)).isCloseTo(0, within(0.01));
        assertThat(response.db(20_000)).isCloseTo(0, within(0.01));
    }

    @Test
    void theDcFiltersTailEndsAtEveryRate() {
        for (int rate : new int[] {44_100, 96_000, 192_000}) {
            NodeBench bench = new NodeBench(new GraphFormat(rate, 128), DcFilterSettings.DEFAULT);
            float[][] offset = new float[1][rate / 128 * 128];
            Arrays.fill(offset[0], 0.5f);
            bench.render(offset);
            int turns = 0;
            while (!bench.turnSilent(1).isSilent()) {
                turns++;
                assertThat(turns).as("turns of a tail at %d", rate).isLessThan(3 * rate / 128);
            }
            assertThat(turns).isPositive();
        }
    }

    @Test
    void aValueOutOfRangeNamesItsKey() {
        assertThatThrownBy(() -> new Band(Shape.PEAK, 5, 0, 1)).hasMessageContaining("frequencyHz=5.0");
        assertThatThrownBy(() -> new Band(Shape.PEAK, 100, 25, 1)).hasMessageContaining("gainDb=25.0");
        assertThatThrownBy(() -> new Band(Shape.PEAK, 100, 0, Double.NaN)).hasMessageContaining("q=NaN");
        assertThatThrownBy(() -> new DcFilterSettings(0)).hasMessageContaining("cutoffHz=0.0");
    }

    private static List<Band> any(Random random) {
        List<Band> bands = new ArrayList<>();
        int count = random.nextInt(ParametricSettings.MAX_BANDS / 4);
        for (int i = 0; i < count; i++) {
            Shape shape = SHAPES.get(random.nextInt(SHAPES.size()));
            double hz = 50 * Math.pow(200, random.nextDouble());
            bands.add(new Band(shape, hz, 12 * random.nextDouble() - 6, 0.5 + random.nextDouble()));
        }
        return bands;
    }

    private static void assertFollows(List<Band> bands, int rate) {
        Response response = Response.of(new ParametricSettings(bands), rate);
        for (int i = 0; i <= 20; i++) {
            double hz = 21 * Math.pow(950, i / 20.0);
            double expected = 0;
            for (Band band : bands) {
                expected += Response.biquadDb(cookbook(band, rate), hz, rate);
            }
            if (expected > -70) { // deeper, the impulse's rounding is measured
                assertThat(response.db(hz))
                        .as("%s at %s Hz, rate %d", bands, hz, rate)
                        .isCloseTo(expected, within(0.1));
            }
        }
    }

    /** The Audio EQ Cookbook's digital coefficients: b0, b1, b2, a0, a1, a2. */
    private static double[] cookbook(Band band, double rate) {
        double a = Math.pow(10, band.gainDb() / 40);
        double w = 2 * Math.PI * band.frequencyHz() / rate;
        double cos = Math.cos(w);
        double alpha = Math.sin(w) / (2 * band.q());
        double root = 2 * Math.sqrt(a) * alpha;
        return switch (band.shape()) {
            case PEAK -> new double[] {1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a};
            case LOW_PASS -> new double[] {(1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha};
            case HIGH_PASS -> new double[] {(1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha};
            case NOTCH -> new double[] {1, -2 * cos, 1, 1 + alpha, -2 * cos, 1 - alpha};
            case LOW_SHELF ->
                new double[] {
                    a * ((a + 1) - (a - 1) * cos + root),
                    2 * a * ((a - 1) - (a + 1) * cos),
                    a * ((a + 1) - (a - 1) * cos - root),
                    (a + 1) + (a - 1) * cos + root,
                    -2 * ((a - 1) + (a + 1) * cos),
                    (a + 1) + (a - 1) * cos - root
                };
            case HIGH_SHELF ->
                new double[] {
                    a * ((a + 1) + (a - 1) * cos + root),
                    -2 * a * ((a - 1) + (a + 1) * cos),
                    a * ((a + 1) + (a - 1) * cos - root),
                    (a + 1) - (a - 1) * cos + root,
                    2 * ((a - 1) - (a + 1) * cos),
                    (a + 1) - (a - 1) * cos - root
                };
        };
    }
}
