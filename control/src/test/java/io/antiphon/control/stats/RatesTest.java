package io.antiphon.control.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.clock.ManualClock;
import org.junit.jupiter.api.Test;

class RatesTest {
    private final ManualClock clock = new ManualClock();
    private final Rates rates = new Rates(clock);

    @Test
    void aRateIsOfTheTimeSinceItWasLastMeasured() {
        assertThat(rates.perSecond("a", 100)).isZero();
        clock.advance(2_000_000_000L);
        assertThat(rates.perSecond("a", 500)).isEqualTo(200);
    }

    @Test
    void whoAsksAtOnceAgainSeesTheSame() {
        rates.perSecond("a", 0);
        clock.advance(1_000_000_000L);
        assertThat(rates.perSecond("a", 50)).isEqualTo(50);
        clock.advance(1_000_000L);
        assertThat(rates.perSecond("a", 51)).isEqualTo(50);
    }

    @Test
    void aCountThatBeganAnewIsNoNegativeRate() {
        rates.perSecond("a", 1_000);
        clock.advance(1_000_000_000L);
        assertThat(rates.perSecond("a", 3)).isZero();
    }
}
