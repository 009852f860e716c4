package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.engine.testing.CapturingSink;
import io.antiphon.engine.testing.FakeSource;
import io.antiphon.engine.testing.NodeRig;
import io.antiphon.engine.testing.Signal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckerTest {
    private static final int RATE = 48_000;
    private static final Signal STEADY = (channel, frame) -> 0.5;
    private static final Signal SILENCE = (channel, frame) -> 0;

    /** 20 dB down within 100 ms, held for 200 ms, up within 400 ms. */
    private static final DuckerSettings SETTINGS = new DuckerSettings(-30, 20, 100, 200, 400);

    /** The key sounds for half a second from one second on. */
    private static final Signal KEY =
            SILENCE.until(RATE, Signal.sine(200, -10, RATE).until(RATE / 2, SILENCE));

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 128, 1024})
    void goesDownHoldsAndComesBackInStraightLinesOfDecibels(int period) {
        float[] out = rig(period, KEY).renderSeconds(3).out().channel(0);
        assertThat(out[RATE - 1]).isEqualTo(0.5f);
        assertThat(gainDb(out, 1.05)).isCloseTo(-10, within(0.3));
        assertThat(gainDb(out, 1.11)).isCloseTo(-20, within(0.01));
        assertThat(gainDb(out, 1.69)).isCloseTo(-20, within(0.01));
        // The key's end is heard 10…25 ms late, since the detector bridges the zeros of its wave.
        assertThat(gainDb(out, 1.72 + 0.2)).isCloseTo(-10, within(1.0));
        assertThat(out[(int) (2.2 * RATE)]).isEqualTo(0.5f);
        for (int i = 1; i < out.length; i++) {
            assertThat(Math.abs(out[i] - out[i - 1])).isLessThan(0.5f * 0.001f);
        }
    }

    @Test
    void anyPeriodGivesTheSameBits() {
        float[] small = rig(64, KEY).renderSeconds(2).out().channel(1);
        float[] large = rig(256, KEY).renderSeconds(2).out().channel(1);
        for (int i = 0; i < small.length && i < large.length; i++) {
            assertThat(small[i]).isEqualTo(large[i]);
        }
    }

    @Test
    void aKeyBelowTheThresholdChangesNothing() {
        float[] out =
                rig(128, Signal.sine(200, -31, RATE)).renderSeconds(1).out().channel(0);
        assertThat(out).containsOnly(0.5f);
    }

    @Test
    void otherSettingsAreTakenWithoutAStep() {
        NodeRig rig = rig(128, Signal.sine(200, -10, RATE)).renderSeconds(1);
        rig.set(new DuckerSettings(-30, 6, 100, 200, 400));
        rig.renderSeconds(1.5); // 14 dB at 15 dB a second
        float[] out = rig.out().channel(0);
        assertThat(gainDb(out, 2.4)).isCloseTo(-6, within(0.01));
        assertThat(rig.handle(DuckerHandle.class).reductionDb()).isCloseTo(6, within(0.01));
    }

    @Test
    void silenceIsPassedOn() {
        NodeRig rig = new NodeRig(GraphFormat.DEFAULT, SETTINGS, 2, SILENCE, KEY).renderSeconds(1.2);
        assertThat(rig.out().lastWasSilent()).isTrue();
        assertThat(rig.handle(DuckerHandle.class).node().isResting()).isFalse();
        rig.renderSeconds(2);
        assertThat(rig.handle(DuckerHandle.class).node().isResting()).isTrue();
    }

    @Test
    void refusesWithTheKeysName() {
        assertThatThrownBy(() -> new DuckerSettings(1, 20, 100, 200, 400)).hasMessageContaining("thresholdDb=1.0");
        assertThatThrownBy(() -> new DuckerSettings(-30, -1, 100, 200, 400)).hasMessageContaining("depthDb=-1.0");
        assertThatThrownBy(() -> new DuckerSettings(-30, 20, 0, 200, 400)).hasMessageContaining("attackMs=0.0");
        assertThatThrownBy(() -> new DuckerSettings(-30, 20, 100, -1, 400)).hasMessageContaining("holdMs=-1.0");
        assertThatThrownBy(() -> new DuckerSettings(-30, 20, 100, 200, 0)).hasMessageContaining("releaseMs=0.0");
    }

    /** The graph's side of a node with two ports. */
    @Nested
    class Ports {
        private final Engine engine = new Engine(GraphFormat.DEFAULT, new ManualClock(), RenderThreadSetup.NONE);
        private final CapturingSink sink = new CapturingSink();
        private final FakeSource loud = new FakeSource(1, 0.5f);
        private final FakeSource soft = new FakeSource(1, 0.001f);

        @Test
        void areToldApartByNameAndNotByTheOrderOfTheSpec() throws Exception {
            engine.apply(graph(LinkSpec.unity("loud", "key"), LinkSpec.unity("soft")));
            render(100);
            assertThat(sink.channel(0)[12_000]).isCloseTo(0.0001f, within(1e-6f));
            engine.apply(graph(LinkSpec.unity("soft", "key"), LinkSpec.unity("loud")));
            sink.clear();
            render(400);
            assertThat(sink.channel(0)[51_000]).isEqualTo(0.5f);
        }

        @Test
        void mayShareASource() throws Exception {
            engine.apply(graph(LinkSpec.unity("loud"), LinkSpec.unity("loud", "key")));
            render(100);
            assertThat(sink.channel(0)[12_000]).isCloseTo(0.05f, within(1e-5f));
        }

        @Test
        void thatAreMissingUnknownOrTakenTwiceAreNamed() {
            assertThatThrownBy(() -> engine.apply(graph(LinkSpec.unity("loud"))))
                    .hasMessageContaining("node duck takes one input at gain 1 at key");
            assertThatThrownBy(() -> engine.apply(graph(
                            LinkSpec.unity("loud"), LinkSpec.unity("loud", "key"), LinkSpec.unity("soft", "bell"))))
                    .hasMessageContaining("node duck has an input at bell, but takes [in, key]");
            assertThatThrownBy(() -> engine.apply(graph(
                            LinkSpec.unity("loud"), LinkSpec.unity("loud", "key"), LinkSpec.unity("soft", "key"))))
                    .hasMessageContaining("takes one input at gain 1 at key");
            assertThatThrownBy(() -> engine.apply(graph(LinkSpec.unity("loud"), new LinkSpec("loud", 0.5, "key"))))
                    .hasMessageContaining("takes one input at gain 1 at key");
        }

        private GraphSpec graph(LinkSpec... links) {
            return new GraphSpec(List.of(
                    new NodeSpec("loud", new SourceSettings(loud), List.of()),
                    new NodeSpec("soft", new SourceSettings(soft), List.of()),
                    new NodeSpec("duck", SETTINGS, List.of(links)),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("duck")))));
        }

        private void render(int periods) {
            for (int i = 0; i < periods; i++) {
                engine.renderPeriod();
            }
        }
    }

    private static NodeRig rig(int period, Signal key) {
        return new NodeRig(new GraphFormat(RATE, period), SETTINGS, 2, STEADY, key);
    }

    private static double gainDb(float[] out, double second) {
        return 20 * Math.log10(out[(int) (second * RATE)] / 0.5);
    }
}
