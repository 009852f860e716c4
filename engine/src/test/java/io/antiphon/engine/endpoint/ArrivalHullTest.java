package io.antiphon.engine.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalHullTest {
    private static final double PACKET_NS = 6e6;
    private static final double SLOPE = -200e-6;

    private final ArrivalHull hull = new ArrivalHull();
    private double nowNs;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void findsTheSlopeUnderLatenessOfFiveMilliseconds(long seed) {
        Random random = new Random(seed);
        hear(5, random, 5e6, 0);
        assertThat(hull.draw(1.5e9)).isTrue();
        assertThat(hull.slope()).as("after 5 s").isCloseTo(SLOPE, within(30e-6));
        hear(30, random, 5e6, 0);
        assertThat(hull.draw(1.5e9)).isTrue();
        assertThat(hull.slope()).as("after half a minute").isCloseTo(SLOPE, within(2e-6));
        assertThat(hull.offsetAt(nowNs)).isCloseTo(SLOPE * nowNs, within(100e3));
        hear(300, random, 5e6, 0);
        assertThat(hull.draw(1.5e9)).isTrue();
        assertThat(hull.slope()).as("after five minutes").isCloseTo(SLOPE, within(2e-6));
        assertThat(hull.spanNs()).as("what it remembers").isBetween(27e9, 36e9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isNotMovedByPacketsThatAreVeryLate(long seed) {
        Random random = new Random(seed);
        hear(20, random, 1e6, 0.3);
        assertThat(hull.draw(1.5e9)).isTrue();
        assertThat(hull.slope()).isCloseTo(SLOPE, within(2e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void drawsNothingFromTooShortATime(double seconds) {
        hear(seconds, new Random(1), 1e6, 0);
        assertThat(hull.draw(1.5e9)).isFalse();
    }

    /** Packets of so many seconds, late by up to {@code jitterNs}, and some of them by up to 50 ms. */
    private void hear(double seconds, Random random, double jitterNs, double someVeryLate) {
        for (double endNs = nowNs + seconds * 1e9; nowNs < endNs; nowNs += PACKET_NS) {
            double late = random.nextDouble() * (random.nextDouble() < someVeryLate ? 50e6 : jitterNs);
            hull.note(nowNs, SLOPE * nowNs + late, late);
        }
    }
}
