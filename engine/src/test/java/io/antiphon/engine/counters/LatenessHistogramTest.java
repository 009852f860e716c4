package io.antiphon.engine.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatenessHistogramTest {
    private final LatenessHistogram histogram = new LatenessHistogram();

    @Test
    void emptyHistogramHasNoTimes() {
        assertThat(histogram.count()).isZero();
        assertThat(histogram.quantileNs(0.99)).isZero();
    }

    @Test
    void quantilesAreExactToASixteenth() {
        for (int us = 1; us <= 1000; us++) {
            histogram.record(us * 1000L);
        }
        assertThat(histogram.count()).isEqualTo(1000);
        for (double share : new double[] {0.1, 0.5, 0.9, 0.99, 1}) {
            double exact = share * 1_000_000;
            assertThat((double) histogram.quantileNs(share)).isCloseTo(exact, within(exact / 16));
        }
    }

    @Test
    void eachTimeIsInTheBarOfItsOctave() {
        for (long ns : new long[] {0, 15, 16, 31, 32, 1_000, 1_023, 1_024, Long.MAX_VALUE}) {
            histogram.record(ns);
        }
        assertThat(histogram.bars())
                .containsExactly(
                        new LatenessHistogram.Bar(15, 2),
                        new LatenessHistogram.Bar(31, 2),
                        new LatenessHistogram.Bar(63, 1),
                        new LatenessHistogram.Bar(1_023, 2),
                        new LatenessHistogram.Bar(2_047, 1),
                        new LatenessHistogram.Bar(Long.MAX_VALUE, 1));
    }

    @Test
    void everyTimeFromNothingToForeverHasItsPlace() {
        histogram.record(-5);
        histogram.record(0);
        histogram.record(15);
        histogram.record(16);
        histogram.record(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(5);
        assertThat(histogram.quantileNs(0.4)).isZero();
        assertThat(histogram.quantileNs(0.8)).isEqualTo(16);
        assertThat(histogram.quantileNs(1)).isEqualTo(Long.MAX_VALUE);
    }
}
