package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KWeightingTest {
    @Test
    void coefficientsAt48KilohertzAreThoseOfTheRecommendation() {
        assertThat(new KWeighting(48_000).coefficients())
                .containsExactly(
                        1.53512485958697,
                        -2.69169618940638,
                        1.19839281085285,
                        -1.69065929318241,
                        0.73248077421585,
                        1,
                        -2,
                        1,
                        -1.99004745483398,
                        0.99007225036621);
    }

    @ParameterizedTest
    @ValueSource(ints = {32_000, 44_100, 88_200, 96_000, 192_000})
    void responseIsTheSameAtEveryRate(int rate) {
        double[] here = new KWeighting(rate).coefficients();
        double[] there = new KWeighting(48_000).coefficients();
        for (double hz = 10; hz < 6_000; hz *= 1.2) {
            assertThat(db(here, hz, rate)).as("%.0f Hz", hz).isCloseTo(db(there, hz, 48_000), within(0.05));
        }
        // Beyond, the shelf is flat: 4 dB above 1 kHz's skirt at every rate.
        assertThat(db(here, 10_000, rate)).isCloseTo(4.0, within(0.1));
    }

    /** Corner, gain and quality of the analogue shelf and high-pass, worked out by hand from the tables for 48 kHz. */
    @ParameterizedTest
    @ValueSource(ints = {44_100, 96_000})
    void polesAreThoseOfTheContinuousFilters(int rate) {
        double[] c = new KWeighting(rate).coefficients();
        assertPoles(c[3], c[4], 1681.97, 0.7072, rate);
        assertPoles(c[8], c[9], 38.135, 0.5003, rate);
    }

    private static void assertPoles(double a1, double a2, double cornerHz, double quality, int rate) {
        double k = Math.tan(Math.PI * cornerHz / rate);
        double a0 = 1 + k / quality + k * k;
        assertThat(a1).isCloseTo(2 * (k * k - 1) / a0, within(1e-5));
        assertThat(a2).isCloseTo((1 - k / quality + k * k) / a0, within(1e-5));
    }

    private static double db(double[] c, double hz, int rate) {
        double w = 2 * Math.PI * hz / rate;
        double shelf = magnitude(c[0], c[1], c[2], w) / magnitude(1, c[3], c[4], w);
        double highPass = magnitude(c[5], c[6], c[7], w) / magnitude(1, c[8], c[9], w);
        return 20 * Math.log10(shelf * highPass);
    }

    private static double magnitude(double c0, double c1, double c2, double w) {
        return Math.hypot(c0 + c1 * Math.cos(w) + c2 * Math.cos(2 * w), c1 * Math.sin(w) + c2 * Math.sin(2 * w));
    }
}
