package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.generator.GeneratorProvider;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes with a single input: what they hear goes over from one signal to another, and never steps. */
class RewiringTest {
    /** Longest step that is no click, against a full-scale difference of the two signals: −60 dB. */
    private static final double CLICK = 1e-3;

    private final CapturingSink sink = new CapturingSink();

    @ParameterizedTest(name = "{0} Hz, {1} frames")
    @CsvSource({"48000, 64", "48000, 128", "48000, 256", "44100, 128", "96000, 128"})
    void rewiredInputCrossesOver(int rateHz, int periodFrames) throws GraphException {
        Engine engine = engine(rateHz, periodFrames);
        FakeSource a = new FakeSource(2, -0.5f);
        FakeSource b = new FakeSource(2, 0.5f);
        engine.apply(gainOf("a", a, b));
        render(engine, 2);
        engine.apply(gainOf("b", a, b));
        settle(engine);
        float[] heard = sink.channel(0);
        assertThat(largestStep(heard)).isLessThanOrEqualTo(CLICK);
        assertThat(heard[heard.length - 1]).isEqualTo(0.5f);
        assertThat(engine.status().nodes()).as("the fade is gone").isEqualTo(4);
    }

    @Test
    void toneGoesOnWithoutABendThroughReplacedNodes() throws Exception {
        GraphFormat format = GraphFormat.DEFAULT;
        SourceEndpoint tone = GeneratorProvider.tone(format.sampleRateHz()).open("tone:1000:0");
        Engine engine = engine(format.sampleRateHz(), format.periodFrames());
        List<Float> heard = new ArrayList<>();
        for (int edit = 0; edit < 20; edit++) {
            // The node between is another one each time, of another kind, with another identity or settings.
            NodeSpec between = edit % 3 == 0
                    ? new NodeSpec("between", new GainSettings(1), List.of(LinkSpec.unity("tone")))
                    : new NodeSpec("between", new MixSettings(edit % 3 + 1), List.of(LinkSpec.unity("tone")));
            engine.apply(new GraphSpec(List.of(
                    new NodeSpec("tone", new SourceSettings(tone), List.of()),
                    between,
                    new NodeSpec("last", new GainSettings(1), List.of(LinkSpec.unity("between"))),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("last"))))));
            render(engine, 1 + edit); // the next edit often comes in the middle of the fade
            engine.settle();
        }
        settle(engine);
        for (float sample : sink.channel(0)) {
            heard.add(sample);
        }
        // Two equal tones cross over into the same tone: what is heard is the tone itself, at every frame.
        for (int i = 0; i < heard.size(); i++) {
            assertThat((double) heard.get(i))
                    .as("frame %d", i)
                    .isCloseTo(Math.sin(2 * Math.PI * 1000 * i / 48_000), within(1e-5));
        }
    }

    @Test
    void turningBackInTheMiddleOfAFadeGoesBackFromThere() throws GraphException {
        Engine engine = engine(48_000, 128);
        FakeSource a = new FakeSource(1, -0.5f);
        FakeSource b = new FakeSource(1, 0.5f);
        for (String from : List.of("a", "b", "a", "b", "a", "b")) {
            engine.apply(gainOf(from, a, b));
            render(engine, 3);
        }
        settle(engine);
        assertThat(largestStep(sink.channel(0))).isLessThanOrEqualTo(CLICK);
        assertThat(sink.channel(0)[sink.channel(0).length - 1]).isEqualTo(0.5f);
    }

    @Test
    void monoCrossesOverIntoSurroundAndBack() throws GraphException {
        Engine engine = engine(48_000, 128);
        FakeSource mono = new FakeSource(1, 0.25f);
        FakeSource surround = new FakeSource(6, -0.25f);
        engine.apply(gainOf("a", mono, surround));
        render(engine, 2);
        engine.apply(gainOf("b", mono, surround));
        settle(engine);
        assertThat(sink.channels()).isEqualTo(6);
        engine.apply(gainOf("a", mono, surround));
        settle(engine);
        assertThat(sink.channels()).isEqualTo(1);
        assertThat(largestStep(sink.channel(0))).isLessThanOrEqualTo(CLICK);
    }

    @Test
    void signalsThatNobodyRewiredKeepTheirBits() throws GraphException {
        float[] alone = withNeighbour(false);
        float[] beside = withNeighbour(true);
        assertThat(beside).isEqualTo(alone);
    }

    private float[] withNeighbour(boolean rewired) throws GraphException {
        Engine engine = engine(48_000, 128);
        FakeSource a = new FakeSource(2, 0.3f);
        FakeSource b = new FakeSource(2, 0.7f);
        CapturingSink mine = new CapturingSink();
        for (int edit = 0; edit < 10; edit++) {
            List<NodeSpec> nodes = new ArrayList<>(
                    gainOf(rewired && edit % 2 == 1 ? "b" : "a", a, b).nodes());
            nodes.add(new NodeSpec("mine", new GainSettings(0.1), List.of(LinkSpec.unity("a"))));
            nodes.add(new NodeSpec("mine out", new SinkSettings(mine), List.of(LinkSpec.unity("mine"))));
            engine.apply(new GraphSpec(nodes));
            render(engine, 4);
            engine.settle();
        }
        return mine.channel(0);
    }

    private static Engine engine(int rateHz, int periodFrames) {
        return new Engine(new GraphFormat(rateHz, periodFrames), new ManualClock(), RenderThreadSetup.NONE);
    }

    private GraphSpec gainOf(String from, FakeSource a, FakeSource b) {
        return new GraphSpec(List.of(
                new NodeSpec("a", new SourceSettings(a), List.of()),
                new NodeSpec("b", new SourceSettings(b), List.of()),
                new NodeSpec("gain", new GainSettings(1), List.of(LinkSpec.unity(from))),
                new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("gain")))));
    }

    private static void settle(Engine engine) {
        render(engine, RampedGain.RAMP_FRAMES / engine.format().periodFrames() + 4);
        engine.settle();
        render(engine, 2);
        engine.settle();
    }

    private static void render(Engine engine, int periods) {
        for (int i = 0; i < periods; i++) {
            engine.renderPeriod();
        }
    }

    private static double largestStep(float[] samples) {
        double largest = 0;
        for (int i = 1; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }
}
