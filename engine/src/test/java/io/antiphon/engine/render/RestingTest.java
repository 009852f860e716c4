package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.testing.CapturingSink;
import io.antiphon.engine.testing.FakeSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silence is known and passed on: where nothing sounds and nothing moves, nothing is run. */
class RestingTest {
    private static final int STRIPS = 100;

    private final Engine engine = new Engine(GraphFormat.DEFAULT, new ManualClock(), RenderThreadSetup.NONE);
    private final List<FakeSource> sources = new ArrayList<>();
    private final CapturingSink sink = new CapturingSink();

    @BeforeEach
    void silentSources() {
        for (int i = 0; i < STRIPS; i++) {
            sources.add(new FakeSource(2, 0));
        }
    }

    @Test
    void whatHasOnlySilentSourcesIsNotRun() throws GraphException {
        engine.apply(strips(1, 1));
        render(2);
        assertThat(active()).as("sources and the sink").isEqualTo(STRIPS + 1);
        sources.get(7).set(0.5f);
        render(1);
        assertThat(active()).as("and one strip, and the mix").isEqualTo(STRIPS + 1 + 2);
        assertThat(sink.channel(0)[sink.channel(0).length - 1]).isEqualTo(0.5f);
        sources.get(7).set(0);
        render(2);
        assertThat(active()).isEqualTo(STRIPS + 1);
        assertThat(sink.lastWasSilent()).isTrue();
    }

    @Test
    void volumesThatWereTurnedInSilenceAreThereWhenSoundComes() throws GraphException {
        engine.apply(strips(1, 1));
        render(2);
        engine.apply(strips(0.5, 0.5));
        render(20);
        assertThat(active()).as("the ramps have ended").isEqualTo(STRIPS + 1);
        sources.get(0).set(0.4f);
        sink.clear();
        render(2);
        assertThat(sink.channel(0)).containsOnly(0.1f);
    }

    @Test
    void aMixWhoseInputsSoundAtGainZeroRests() throws GraphException {
        sources.get(0).set(0.5f);
        engine.apply(strips(1, 0));
        render(2);
        assertThat(active()).as("sources, the sink and the strip that sounds").isEqualTo(STRIPS + 1 + 1);
    }

    @Test
    void restingIsTimedAsNothing() throws GraphException {
        engine.apply(strips(1, 1));
        render(3 * (2 * STRIPS + 2));
        assertThat(engine.nodeCosts()).hasSize(2 * STRIPS + 2).allSatisfy(cost -> {
            assertThat(cost.timed()).isBetween(2L, 4L);
            assertThat(cost.averageNs()).as("the clock stands").isZero();
        });
    }

    private long active() {
        return engine.status().counters().getOrDefault("nodes_active", -1L);
    }

    private GraphSpec strips(double gain, double link) {
        List<NodeSpec> nodes = new ArrayList<>();
        List<LinkSpec> links = new ArrayList<>();
        for (int i = 0; i < STRIPS; i++) {
            nodes.add(new NodeSpec("source" + i, new SourceSettings(sources.get(i)), List.of()));
            nodes.add(new NodeSpec("gain" + i, new GainSettings(gain), List.of(LinkSpec.unity("source" + i))));
            links.add(new LinkSpec("gain" + i, link));
        }
        nodes.add(new NodeSpec("mix", new MixSettings(2), links));
        nodes.add(new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mix"))));
        return new GraphSpec(nodes);
    }

    private void render(int periods) {
        for (int i = 0; i < periods; i++) {
            engine.renderPeriod();
        }
    }
}
