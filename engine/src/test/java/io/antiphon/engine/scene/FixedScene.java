package io.antiphon.engine.scene;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSettings;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterHandle;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A quarter of a second with every kind of node, its gains and delays moving, rendered offline. Each node has a sink
 * that hashes what it gives, so that a difference names the node where it begins. Run as a program, it prints the hashes
 * of each of its turns.
 */
final class FixedScene {
    private static final GraphFormat FORMAT = GraphFormat.DEFAULT;
    private static final int PERIODS = 96;
    private static final int PERIODS_BETWEEN_EDITS = 8;

    private final Map<String, NodeSettings> sources = new LinkedHashMap<>();
    private final Map<String, HashingSink> heard = new LinkedHashMap<>();
    private final List<NodeSpec> nodes = new ArrayList<>();

    private FixedScene() throws EndpointException {
        int rate = FORMAT.sampleRateHz();
        source("tone", GeneratorProvider.tone(rate), "tone:440/997:-12");
        source("white", GeneratorProvider.noise(rate), "noise:white:-20:3");
        source("pink", GeneratorProvider.noise(rate), "noise:pink:-20:3");
        source("sweep", GeneratorProvider.sweep(rate), "sweep:20-20000:0.1:-12");
        source("demo", GeneratorProvider.demo(rate), "demo:");
        sources.put("fixed", new SourceSettings(ResampledSource.fixed(44_100, ResampleQuality.TAPS_128, FORMAT)));
        sources.put("down", new SourceSettings(ResampledSource.fixed(96_000, ResampleQuality.TAPS_64, FORMAT)));
        sources.put("drifting", new SourceSettings(ResampledSource.drifting(44_100, FORMAT)));
    }

    /** The graph at a moment of the scene; a new kind of node is a line here. */
    private GraphSpec graph(int edit) {
        nodes.clear();
        sources.forEach((name, settings) -> node(name, settings, List.of()));
        through("gain", new GainSettings(0.3 + 0.1 * (edit % 5)), "tone");
        through("delay", new DelaySettings(0.001 * (edit * 7 % 40), 2), "pink");
        through("late", new DelaySettings(0.2, 2), "drifting");
        mix("mono", 1, List.of(new LinkSpec("sweep", 0.5), new LinkSpec("fixed", 0.25)));
        mix("stereo", 2, List.of(LinkSpec.unity("gain"), LinkSpec.unity("delay"), new LinkSpec("down", 0.1 * edit)));
        mix("room", 6, List.of(LinkSpec.unity("stereo"), new LinkSpec("mono", 1.0 / 3), LinkSpec.unity("late")));
        mix("changing", 2, edit % 2 == 0 ? List.of(LinkSpec.unity("demo")) : List.of(LinkSpec.unity("white")));
        nodes.add(new NodeSpec("meter", new MeterSettings(), List.of(LinkSpec.unity("room"))));
        return new GraphSpec(nodes);
    }

    /** Hash of what each node gave, by its name. */
    static Map<String, String> render() throws EndpointException, GraphException {
        FixedScene scene = new FixedScene();
        Map<String, String> hashes = new LinkedHashMap<>();
        StringBuilder levels = new StringBuilder();
        try (Engine engine = new Engine(FORMAT, new ManualClock(), RenderThreadSetup.NONE)) {
            for (int period = 0; period < PERIODS; period++) {
                if (period % PERIODS_BETWEEN_EDITS == 0) {
                    engine.apply(scene.graph(period / PERIODS_BETWEEN_EDITS));
                    engine.handle("meter", MeterHandle.class)
                            .flatMap(MeterHandle::read)
                            .ifPresent(levels::append);
                }
                engine.renderPeriod();
                engine.settle();
            }
        }
        scene.heard.forEach((name, sink) -> hashes.put(name, sink.hash()));
        hashes.put("meter", HashingSink.hash(levels.toString()));
        return hashes;
    }

    /** Prints {@code turn name hash} for each node and each of as many turns as the argument says. */
    public static void main(String[] args) throws EndpointException, GraphException {
        for (int turn = 0; turn < Integer.parseInt(args[0]); turn++) {
            for (Map.Entry<String, String> node : render().entrySet()) {
                System.out.println(turn + " " + node.getKey() + " " + node.getValue());
            }
        }
    }

    private void source(String name, SourceProvider provider, String tag) throws EndpointException {
        sources.put(name, new SourceSettings(provider.open(tag)));
    }

    private void through(String name, NodeSettings settings, String from) {
        node(name, settings, List.of(LinkSpec.unity(from)));
    }

    private void mix(String name, int channels, List<LinkSpec> inputs) {
        node(name, new MixSettings(channels), inputs);
    }

    private void node(String name, NodeSettings settings, List<LinkSpec> inputs) {
        nodes.add(new NodeSpec(name, settings, inputs));
        HashingSink sink = heard.computeIfAbsent(name, key -> new HashingSink(FORMAT));
        nodes.add(new NodeSpec(name + "-out", new SinkSettings(sink), List.of(LinkSpec.unity(name))));
    }
}
