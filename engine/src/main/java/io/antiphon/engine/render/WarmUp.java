package io.antiphon.engine.render;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.DiscardingSink;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.DcFilterSettings;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.DuckerSettings;
import io.antiphon.engine.node.EqualizerSettings;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.LimiterSettings;
import io.antiphon.engine.node.LoudnessMeterSettings;
import io.antiphon.engine.node.MatrixSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.NormaliserSettings;
import io.antiphon.engine.node.ParametricSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Runs every built-in node off the render thread until the compiler has done its work, so that the first real period
 * is as quick as the rest. Sources and sinks are of three kinds each: a call that has seen only one or two is compiled for
 * these, and compiled again, on the audio thread's time, when the next kind comes. For the same reason streams meet all
 * their mishaps here ({@link RoughStream}), and mixes come to rest and wake.
 */
public final class WarmUp {
    private static final int PERIODS = 3_000;
    private static final int PERIODS_BETWEEN_CHANGES = 16;

    private WarmUp() {}

    /** Takes some tenths of a second. Any thread, before the engine starts. */
    public static void run(GraphFormat format) {
        try (Engine engine = new Engine(format, new SystemClock(), RenderThreadSetup.NONE)) {
            SourceEndpoint tone = GeneratorProvider.tone(format.sampleRateHz()).open("tone:440");
            SourceEndpoint demo = GeneratorProvider.demo(format.sampleRateHz()).open("demo:");
            SourceEndpoint silence = new Silence();
            List<RoughStream> rough = rough(format);
            List<SinkEndpoint> sinks =
                    List.of(new DiscardingSink(), new OtherSink(), new ThirdSink(), new DiscardingSink());
            for (int i = 0; i < PERIODS; i++) {
                if (i % PERIODS_BETWEEN_CHANGES == 0) {
                    boolean loud = i / PERIODS_BETWEEN_CHANGES % 2 == 0;
                    List<NodeSpec> nodes = new ArrayList<>(nodes(tone, demo, silence, sinks, loud ? 1 : 0.5));
                    nodes.addAll(streams(rough, sinks.get(3), loud));
                    engine.apply(new GraphSpec(nodes));
                }
                rough.forEach(RoughStream::send);
                engine.renderPeriod();
            }
        } catch (GraphException | EndpointException e) {
            throw new IllegalStateException("the graph for warming up was refused", e);
        }
    }

    /** At the graph's rate and at another, with mishaps and, for clocks that are followed long, without. */
    private static List<RoughStream> rough(GraphFormat format) {
        int own = format.sampleRateHz();
        int other = own == 44_100 ? 48_000 : 44_100;
        return List.of(
                new RoughStream(format, own, 0, 0),
                new RoughStream(format, own, 150, 4),
                new RoughStream(format, own, -150, Integer.MAX_VALUE / 2),
                new RoughStream(format, other, 0, 0),
                new RoughStream(format, other, -100, Integer.MAX_VALUE / 2));
    }

    /** All of them in one mix, which is heard now and then, and each alone in one that rests when it does. */
    private static List<NodeSpec> streams(List<RoughStream> rough, SinkEndpoint sink, boolean loud) {
        List<NodeSpec> nodes = new ArrayList<>();
        List<LinkSpec> all = new ArrayList<>();
        for (int i = 0; i < rough.size(); i++) {
            String name = "rough " + i;
            nodes.add(new NodeSpec(name, new SourceSettings(rough.get(i)), List.of()));
            nodes.add(new NodeSpec(name + " gain", new GainSettings(loud ? 1 : 0), List.of(LinkSpec.unity(name))));
            nodes.add(new NodeSpec(name + " mix", new MixSettings(2), List.of(LinkSpec.unity(name + " gain"))));
            nodes.add(new NodeSpec(name + " meter", new MeterSettings(), List.of(LinkSpec.unity(name + " mix"))));
            all.add(new LinkSpec(i % 2 == 0 ? name : name + " mix", i == 0 && loud ? 0 : 0.2));
        }
        nodes.add(new NodeSpec("rough", new MixSettings(2), loud ? all : all.subList(0, 1)));
        nodes.add(new NodeSpec("rough out", new SinkSettings(sink), List.of(LinkSpec.unity("rough"))));
        return nodes;
    }

    private static List<NodeSpec> nodes(
            SourceEndpoint tone, SourceEndpoint demo, SourceEndpoint silence, List<SinkEndpoint> sinks, double gain) {
        return List.of(
                new NodeSpec("tone", new SourceSettings(tone), List.of()),
                new NodeSpec("demo", new SourceSettings(demo), List.of()),
                new NodeSpec("silence", new SourceSettings(silence), List.of()),
                new NodeSpec("gain", new GainSettings(gain), List.of(LinkSpec.unity("tone"))),
                new NodeSpec("equalizer", equalizer(gain), List.of(LinkSpec.unity("gain"))),
                new NodeSpec("parametric", parametric(gain), List.of(LinkSpec.unity("equalizer"))),
                new NodeSpec("matrix", MatrixSettings.auto(2), List.of(LinkSpec.unity("parametric"))),
                new NodeSpec("dc", DcFilterSettings.DEFAULT, List.of(LinkSpec.unity("matrix"))),
                new NodeSpec(
                        "stereo",
                        new MixSettings(2),
                        List.of(new LinkSpec("dc", 1), new LinkSpec("demo", gain), new LinkSpec("silence", 1))),
                new NodeSpec("mono", new MixSettings(1), List.of(new LinkSpec("stereo", gain))),
                new NodeSpec("delay", new DelaySettings(gain / 100, 2), List.of(LinkSpec.unity("stereo"))),
                new NodeSpec("meter", new MeterSettings(), List.of(LinkSpec.unity("stereo"))),
                new NodeSpec("loudness", new LoudnessMeterSettings(), List.of(LinkSpec.unity("stereo"))),
                new NodeSpec("normaliser", NormaliserSettings.DEFAULT, List.of(LinkSpec.unity("stereo"))),
                new NodeSpec(
                        "ducker",
                        DuckerSettings.DEFAULT,
                        List.of(LinkSpec.unity("normaliser"), LinkSpec.unity("gain", DuckerSettings.KEY))),
                new NodeSpec("limiter", new LimiterSettings(-30, 80), List.of(LinkSpec.unity("ducker"))),
                new NodeSpec("out", new SinkSettings(sinks.get(0)), List.of(LinkSpec.unity("limiter"))),
                new NodeSpec("other", new SinkSettings(sinks.get(1)), List.of(LinkSpec.unity("mono"))),
                new NodeSpec("third", new SinkSettings(sinks.get(2)), List.of(LinkSpec.unity("silence"))));
    }

    private static EqualizerSettings equalizer(double gain) {
        return new EqualizerSettings(Collections.nCopies(EqualizerSettings.BANDS, gain), true);
    }

    private static ParametricSettings parametric(double gain) {
        return new ParametricSettings(
                List.of(new ParametricSettings.Band(ParametricSettings.Shape.PEAK, 1_000, 6 * gain, 1)));
    }

    private static final class Silence implements SourceEndpoint {
        @Override
        @RealTime
        public void read(AudioBlock into, long position) {
            into.silence(2);
        }

        @Override
        public SourceStatus status() {
            return new SourceStatus(SourceStatus.State.WAITING, null, 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    /** The second of three kinds. */
    private static final class OtherSink extends DiscardingSink {
        @Override
        @RealTime
        public void write(AudioBlock from, long position) {}
    }

    /** The third of three kinds. */
    private static final class ThirdSink extends DiscardingSink {
        @Override
        @RealTime
        public void write(AudioBlock from, long position) {}
    }
}
