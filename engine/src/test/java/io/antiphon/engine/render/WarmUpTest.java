package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.antiphon.engine.graph.GraphFormat;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void itsGraphRunsAtEveryPeriodAndRate() {
        for (int period : new int[] {64, 128, 256}) {
            for (int rate : new int[] {44_100, 48_000, 96_000}) {
                assertThatCode(() -> WarmUp.run(new GraphFormat(rate, period))).doesNotThrowAnyException();
            }
        }
    }
}
