package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.graph.GraphCompiler;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why a period was missed: the thread woke late, or the graph took too long. */
class MissedPeriodTest {
    private static final long PERIOD_NS = 2_666_666;

    private final LateClock clock = new LateClock();
    private final Renderer renderer = new Renderer(GraphFormat.DEFAULT, clock);
    private long renderNs;

    @BeforeEach
    void start() throws GraphException {
        GraphSpec spec = new GraphSpec(List.of(
                new NodeSpec("mix", new MixSettings(2), List.of()),
                new NodeSpec("out", new SinkSettings(new SlowSink()), List.of(LinkSpec.unity("mix")))));
        renderer.offer(Objects.requireNonNull(new GraphCompiler(GraphFormat.DEFAULT).compile(spec)));
        renderer.begin();
        renderer.turn();
    }

    @Test
    void aPeriodInTimeIsNotMissed() {
        turn(PERIOD_NS * 4 / 10, PERIOD_NS * 5 / 10);
        assertMissed(0, 0);
    }

    @Test
    void aWakeUpAfterThePeriodsEndIsALateWake() {
        turn(PERIOD_NS * 11 / 10, 0);
        assertMissed(1, 0);
    }

    @Test
    void aWakeUpThatLeavesTooLittleOfThePeriodIsALateWakeToo() {
        turn(PERIOD_NS * 9 / 10, PERIOD_NS * 2 / 10);
        assertMissed(1, 0);
    }

    @Test
    void renderingThatOutlastsThePeriodIsALongPeriod() {
        turn(0, PERIOD_NS * 11 / 10);
        assertMissed(0, 1);
    }

    private void turn(long lateNs, long takesNs) {
        clock.lateNs = lateNs;
        renderNs = takesNs;
        renderer.turn();
    }

    private void assertMissed(long lateWakes, long longPeriods) {
        Map<String, Long> counters = renderer.status(List.of()).counters();
        assertThat(counters)
                .containsEntry("xruns_late_wake", lateWakes)
                .containsEntry("xruns_long_period", longPeriods);
        assertThat(counters).containsEntry("xruns", lateWakes + longPeriods);
    }

    /** Wakes whoever waits so much later than asked. */
    private static final class LateClock implements Clock {
        private long nowNs;
        private long lateNs;

        @Override
        public long nowNs() {
            return nowNs;
        }

        @Override
        public void awaitUntil(long deadlineNs) {
            nowNs = Math.max(nowNs, deadlineNs + lateNs);
        }
    }

    private final class SlowSink implements SinkEndpoint {
        @Override
        public void write(AudioBlock from, long position) {
            clock.nowNs += renderNs;
        }

        @Override
        public SinkStatus status() {
            return new SinkStatus(0, Map.of());
        }

        @Override
        public void close() {}
    }
}
