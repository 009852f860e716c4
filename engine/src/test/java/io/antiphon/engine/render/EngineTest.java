package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterHandle;
import io.antiphon.engine.node.MeterReading;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.testing.CapturingSink;
import io.antiphon.engine.testing.FakeSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final int PERIOD = GraphFormat.DEFAULT.periodFrames();
    private static final int RAMP_PERIODS = RampedGain.RAMP_FRAMES / PERIOD;

    private final Engine engine = new Engine(GraphFormat.DEFAULT, new ManualClock(), RenderThreadSetup.NONE);
    private final FakeSource a = new FakeSource(2, 0.25f);
    private final FakeSource b = new FakeSource(2, 0.5f);
    private final CapturingSink sink = new CapturingSink();

    @Test
    void mixIsTheSumOfItsInputsAtTheirGains() throws GraphException {
        engine.apply(routed(LinkSpec.unity("a"), new LinkSpec("b", 0.5)));
        render(1);
        assertThat(sink.channel(0)).containsOnly(0.5f);
        assertThat(sink.channel(1)).containsOnly(0.5f);
    }

    @Test
    void silenceIsKnownAndPassedOn() throws GraphException {
        a.set(0);
        engine.apply(routed(LinkSpec.unity("a")));
        render(1);
        assertThat(sink.lastWasSilent()).isTrue();
        a.set(0.25f);
        render(1);
        assertThat(sink.lastWasSilent()).isFalse();
        a.set(0);
        sink.clear();
        render(1);
        assertThat(sink.lastWasSilent()).isTrue();
        assertThat(sink.channel(0)).containsOnly(0f);
    }

    @Nested
    class Volume {
        @Test
        void isRampedWithoutANewScheduleAndHeardInTheNextPeriod() throws GraphException {
            engine.apply(routed(LinkSpec.unity("a")));
            render(1);
            long schedules = engine.status().counters().getOrDefault("schedules", -1L);
            engine.apply(routed(new LinkSpec("a", 0.5)));
            sink.clear();
            render(RAMP_PERIODS + 1);
            assertThat(engine.status().counters()).containsEntry("schedules", schedules);
            float[] heard = sink.channel(0);
            assertThat(heard[PERIOD - 1]).isLessThan(0.25f);
            assertThat(largestStep(heard)).isLessThanOrEqualTo(0.25f * 0.5f / 1000);
            assertThat(heard[heard.length - 1]).isEqualTo(0.125f);
        }

        @Test
        void ofAGainNodeIsRampedToo() throws GraphException {
            engine.apply(gained(1));
            render(1);
            engine.apply(gained(0));
            sink.clear();
            render(RAMP_PERIODS + 1);
            assertThat(largestStep(sink.channel(0))).isLessThanOrEqualTo(0.25f / 1000);
            assertThat(sink.lastWasSilent()).isTrue();
        }

        private GraphSpec gained(double gain) {
            return new GraphSpec(List.of(
                    new NodeSpec("a", new SourceSettings(a), List.of()),
                    new NodeSpec("gain", new GainSettings(gain), List.of(LinkSpec.unity("a"))),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("gain")))));
        }
    }

    @Nested
    class Editing {
        @Test
        void aNewLinkFadesInAndALostOneFadesOutWhileTheOtherGoesOnUntouched() throws GraphException {
            engine.apply(routed(LinkSpec.unity("a")));
            render(2);
            sink.clear();
            engine.apply(routed(LinkSpec.unity("a"), LinkSpec.unity("b")));
            render(RAMP_PERIODS + 1);
            engine.apply(routed(LinkSpec.unity("a")));
            render(RAMP_PERIODS + 1);
            float[] heard = sink.channel(0);
            assertThat(largestStep(heard)).isLessThanOrEqualTo(0.5f / 1000);
            assertThat(heard[(RAMP_PERIODS + 1) * PERIOD - 1]).isEqualTo(0.75f);
            assertThat(heard[heard.length - 1]).isEqualTo(0.25f);
            for (float sample : heard) {
                assertThat(sample).isBetween(0.25f, 0.75f);
            }
        }

        @Test
        void aSourceThatIsTakenOutIsReadUntilItHasFadedAndThenClosed() throws GraphException {
            engine.apply(routed(LinkSpec.unity("a"), LinkSpec.unity("b")));
            render(2);
            engine.apply(onlyA());
            assertThat(engine.isSettling()).isTrue();
            render(2);
            engine.settle();
            assertThat(b.isClosed()).isFalse();
            render(RAMP_PERIODS + 4);
            engine.settle();
            render(1);
            engine.settle();
            assertThat(b.isClosed()).isTrue();
            assertThat(a.isClosed()).isFalse();
            assertThat(engine.isSettling()).isFalse();
        }

        @Test
        void aNodeThatComesBackWhileItsForerunnerFadesIsANewOne() throws GraphException {
            engine.apply(routed(LinkSpec.unity("a"), LinkSpec.unity("b")));
            render(2);
            engine.apply(onlyA());
            render(1);
            FakeSource again = new FakeSource(2, 0.5f);
            engine.apply(new GraphSpec(List.of(
                    new NodeSpec("a", new SourceSettings(a), List.of()),
                    new NodeSpec("b", new SourceSettings(again), List.of()),
                    new NodeSpec("mix", new MixSettings(2), List.of(LinkSpec.unity("a"), LinkSpec.unity("b"))),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mix"))))));
            render(RAMP_PERIODS + 4);
            engine.settle();
            render(1);
            engine.settle();
            assertThat(b.isClosed()).isTrue();
            assertThat(again.isClosed()).isFalse();
            sink.clear();
            render(1);
            assertThat(sink.channel(0)).containsOnly(0.75f);
        }

        @Test
        void anEditThatTurnsAnEdgeAroundRunsAtOnce() throws GraphException {
            engine.apply(twoMixes("mix1", "mix2"));
            render(2);
            engine.apply(twoMixes("mix2", "mix1"));
            render(RAMP_PERIODS + 4);
            engine.settle();
            render(1);
            sink.clear();
            render(1);
            assertThat(sink.channel(0)).containsOnly(0.25f);
        }

        private GraphSpec twoMixes(String first, String second) {
            return new GraphSpec(List.of(
                    new NodeSpec("a", new SourceSettings(a), List.of()),
                    new NodeSpec(first, new MixSettings(2), List.of(LinkSpec.unity("a"))),
                    new NodeSpec(second, new MixSettings(2), List.of(LinkSpec.unity(first))),
                    new NodeSpec("all", new MixSettings(2), List.of(LinkSpec.unity(second))),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("all")))));
        }

        private GraphSpec onlyA() {
            return new GraphSpec(List.of(
                    new NodeSpec("a", new SourceSettings(a), List.of()),
                    new NodeSpec("mix", new MixSettings(2), List.of(LinkSpec.unity("a"))),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mix")))));
        }
    }

    @Nested
    class Refusing {
        @Test
        void allProblemsComeAtOnceAndNothingChanges() throws GraphException {
            engine.apply(routed(LinkSpec.unity("a")));
            GraphSpec wrong = new GraphSpec(List.of(
                    new NodeSpec("mix", new MixSettings(2), List.of(LinkSpec.unity("nobody"))),
                    new NodeSpec("mix", new MixSettings(2), List.of()),
                    new NodeSpec("out", new SinkSettings(sink), List.of())));
            assertThatThrownBy(() -> engine.apply(wrong))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("node mix stands in the graph twice")
                    .hasMessageContaining("input from nobody, which is not there")
                    .hasMessageContaining("node out takes one input");
            render(1);
            assertThat(sink.channel(0)).containsOnly(0.25f);
        }

        @Test
        void aCircleIsNamed() {
            GraphSpec circle = new GraphSpec(List.of(
                    new NodeSpec("x", new MixSettings(2), List.of(LinkSpec.unity("y"))),
                    new NodeSpec("y", new MixSettings(2), List.of(LinkSpec.unity("x")))));
            assertThatThrownBy(() -> engine.apply(circle)).hasMessageContaining("in a circle: x, y");
        }
    }

    @Test
    void meterGivesPeakMeanSquareAndClipsOfEachWindow() throws GraphException {
        engine.apply(new GraphSpec(List.of(
                new NodeSpec("a", new SourceSettings(a), List.of()),
                new NodeSpec("meter", new MeterSettings(), List.of(LinkSpec.unity("a"))))));
        MeterHandle meter = engine.handle("meter", MeterHandle.class).orElseThrow();
        render(1);
        assertThat(meter.read()).isEmpty();
        render(48_000 / MeterSettings.WINDOWS_A_SECOND / PERIOD + 1);
        MeterReading reading = meter.read().orElseThrow();
        assertThat(reading.window()).isEqualTo(1);
        assertThat(reading.clips()).isZero();
        assertThat(reading.channels()).hasSize(2).allSatisfy(level -> {
            assertThat(level.peak()).isEqualTo(0.25);
            assertThat(level.meanSquare()).isCloseTo(0.0625, within(1e-9));
        });
        a.set(-1);
        render(2 * 48_000 / MeterSettings.WINDOWS_A_SECOND / PERIOD);
        assertThat(meter.read().orElseThrow().clips()).isEqualTo(2);
    }

    @Test
    void closingReleasesEveryEndpoint() throws GraphException {
        engine.apply(routed(LinkSpec.unity("a"), LinkSpec.unity("b")));
        render(1);
        engine.close();
        assertThat(List.of(a.isClosed(), b.isClosed(), sink.isClosed())).containsOnly(true);
    }

    @Test
    void aLongChainIsOrderedWithoutEndingTheStack() throws GraphException {
        List<NodeSpec> nodes = new ArrayList<>();
        for (int i = 20_000; i > 0; i--) {
            nodes.add(new NodeSpec(
                    "mix" + i, new MixSettings(1), List.of(LinkSpec.unity(i == 1 ? "a" : "mix" + (i - 1)))));
        }
        nodes.add(new NodeSpec("a", new SourceSettings(new FakeSource(1, 0.5f)), List.of()));
        nodes.add(new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mix20000"))));
        engine.apply(new GraphSpec(nodes));
        render(1);
        assertThat(sink.channel(0)).containsOnly(0.5f);
    }

    private GraphSpec routed(LinkSpec... links) {
        return new GraphSpec(List.of(
                new NodeSpec("a", new SourceSettings(a), List.of()),
                new NodeSpec("b", new SourceSettings(b), List.of()),
                new NodeSpec("mix", new MixSettings(2), List.of(links)),
                new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mix")))));
    }

    private void render(int periods) {
        for (int i = 0; i < periods; i++) {
            engine.renderPeriod();
        }
    }

    private static float largestStep(float[] samples) {
        float largest = 0;
        for (int i = 1; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }
}
