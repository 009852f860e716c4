package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.testing.CapturingSink;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever is done to a graph: jqwik makes up the edits, prints the seed and cuts a failing sequence down. */
class EditPropertyTest {
    private static final GraphFormat FORMAT = GraphFormat.DEFAULT;

    @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
    void anySequenceOfEditsRunsEveryNodeOnceBehindItsInputsAndLeavesOtherPathsAlone(@ForAll("edits") List<Edit> edits)
            throws GraphException, EndpointException {
        CheckedSettings.Watch watch = new CheckedSettings.Watch();
        CapturingSink heard = new CapturingSink();
        EditSequence sequence = new EditSequence(untouched(heard));
        int periods = 0;
        try (Engine engine = new Engine(FORMAT, new ManualClock(), RenderThreadSetup.NONE)) {
            for (Edit edit : edits) {
                sequence.edit(edit.what, edit.one, edit.other);
                GraphSpec graph = checked(sequence.graph(edit.reversed), watch);
                engine.apply(graph);
                for (int i = 0; i < edit.periods; i++) {
                    engine.renderPeriod();
                    periods++;
                    assertEveryNodeRan(engine, graph, watch);
                }
                if (edit.settled) {
                    engine.settle();
                }
            }
            assertThat(watch.problems()).isEmpty();
        }
        assertThat(watch.problems()).isEmpty();
        if (periods > 0) {
            CapturingSink undisturbed = undisturbed(periods);
            assertThat(heard.channel(0)).isEqualTo(undisturbed.channel(0));
            assertThat(heard.channel(1)).isEqualTo(undisturbed.channel(1));
        }
    }

    @Provide
    static Arbitrary<List<Edit>> edits() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 999);
        Arbitrary<Boolean> yesOrNo = Arbitraries.of(true, false);
        return Combinators.combine(number, number, number, yesOrNo, yesOrNo, Arbitraries.of(0, 1, 1, 2, 9))
                .as(Edit::new)
                .list()
                .ofMaxSize(80);
    }

    /** A tone through a mix, a gain and a delay, of which the edited part takes but to which it gives nothing. */
    private static List<NodeSpec> untouched(CapturingSink sink) throws EndpointException {
        return List.of(
                new NodeSpec(
                        "tone",
                        new SourceSettings(
                                GeneratorProvider.tone(FORMAT.sampleRateHz()).open("tone:440/997")),
                        List.of()),
                new NodeSpec("tone-mix", new MixSettings(2), List.of(new LinkSpec("tone", 0.5))),
                new NodeSpec("tone-gain", new GainSettings(0.7), List.of(LinkSpec.unity("tone-mix"))),
                new NodeSpec("tone-delay", new DelaySettings(0.003, 2), List.of(LinkSpec.unity("tone-gain"))),
                new NodeSpec("tone-out", new SinkSettings(sink), List.of(LinkSpec.unity("tone-delay"))));
    }

    private static CapturingSink undisturbed(int periods) throws GraphException, EndpointException {
        CapturingSink sink = new CapturingSink();
        try (Engine engine = new Engine(FORMAT, new ManualClock(), RenderThreadSetup.NONE)) {
            engine.apply(new GraphSpec(untouched(sink)));
            for (int i = 0; i < periods; i++) {
                engine.renderPeriod();
            }
        }
        return sink;
    }

    private static GraphSpec checked(GraphSpec graph, CheckedSettings.Watch watch) {
        return new GraphSpec(graph.nodes().stream()
                .map(node -> new NodeSpec(node.id(), new CheckedSettings(node.settings(), watch), node.inputs()))
                .toList());
    }

    private static void assertEveryNodeRan(Engine engine, GraphSpec graph, CheckedSettings.Watch watch) {
        long position = engine.status().position() - FORMAT.periodFrames();
        for (NodeSpec node : graph.nodes()) {
            NodeHandle handle = engine.handle(node.id(), NodeHandle.class).orElseThrow();
            assertThat(watch.ran(handle.node(), position))
                    .as("node %s ran", node.id())
                    .isTrue();
        }
    }

    /**
     * One edit and what is rendered after it.
     *
     * @param what kind of edit
     * @param one first number of it
     * @param other second number of it
     * @param reversed whether the spec lists its nodes the other way round
     * @param settled whether what has faded away is taken out behind it
     * @param periods periods rendered behind it
     */
    record Edit(int what, int one, int other, boolean reversed, boolean settled, int periods) {}
}
