package io.antiphon.engine.scene;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.dsp.PcmDecoder;
import io.antiphon.engine.dsp.PcmEncoder;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SourceEndpoint;
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
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.engine.testing.CapturingSink;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Renders that were listened to once, and must stay what they are. */
class GoldenRenderTest {
    private static final GraphFormat FORMAT = GraphFormat.DEFAULT;
    private static final int RATE = FORMAT.sampleRateHz();

    @Test
    void toneStaysWhatItIs() throws Exception {
        golden("tone", "tone:440:-12 from its beginning", source(GeneratorProvider.tone(RATE), "tone:440:-12", 4));
    }

    @Test
    void noiseStaysWhatItIs() throws Exception {
        golden("pink", "noise:pink:-20:1, left side", source(GeneratorProvider.noise(RATE), "noise:pink:-20:1", 8));
        golden("white", "noise:white:-20:1, left side", source(GeneratorProvider.noise(RATE), "noise:white:-20:1", 4));
    }

    @Test
    void sweepStaysWhatItIs() throws Exception {
        String tag = "sweep:100-20000:0.1:-12"; // 37.5 periods
        golden(
                "sweep",
                tag + ", its end and the beginning of the next",
                tail(sourceOf(GeneratorProvider.sweep(RATE), tag), 34, 8));
    }

    @Test
    void demoStaysWhatItIs() throws Exception {
        golden(
                "demo",
                "the demo piece from 0.53 s on, left side",
                tail(GeneratorProvider.demo(RATE).open("demo:"), 208, 8));
    }

    @Test
    void resamplersStayWhatTheyAre() throws Exception {
        golden(
                "resampled-fixed",
                "44.1 kHz to 48 kHz by 128 taps: a saw with odd jumps",
                tail(ResampledSource.fixed(44_100, ResampleQuality.TAPS_128, FORMAT), 8, 8));
        golden(
                "resampled-variable",
                "44.1 kHz to 48 kHz by 64 taps and a ratio that moves by 200 ppm: a saw with odd jumps",
                tail(ResampledSource.drifting(44_100, FORMAT), 8, 8));
    }

    @Test
    void movedDelayFadesAsItDid() throws Exception {
        float[] heard = edited(new DelaySettings(0.001, 2), new DelaySettings(0.0085, 2), 12);
        golden("delay-move", "a 440 Hz tone whose delay goes from 1 to 8.5 ms at frame 256", heard);
    }

    @Test
    void movedGainRampsAsItDid() throws Exception {
        float[] heard = edited(new GainSettings(1), new GainSettings(0.1), 12);
        golden("gain-move", "a 440 Hz tone whose gain goes from 1 to 0.1 at frame 256", heard);
    }

    @Test
    void mixFoldsDownAsItDid() throws Exception {
        CapturingSink sink = new CapturingSink();
        try (Engine engine = new Engine(FORMAT, new ManualClock(), RenderThreadSetup.NONE)) {
            engine.apply(new GraphSpec(List.of(
                    node("tone", new SourceSettings(sourceOf(GeneratorProvider.tone(RATE), "tone:440/997:-12"))),
                    node("noise", new SourceSettings(sourceOf(GeneratorProvider.noise(RATE), "noise:pink"))),
                    new NodeSpec(
                            "room", new MixSettings(6), List.of(LinkSpec.unity("tone"), new LinkSpec("noise", 0.5))),
                    new NodeSpec("mono", new MixSettings(1), List.of(LinkSpec.unity("room"))),
                    new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mono"))))));
            render(engine, 8);
        }
        golden("fold-down", "440 and 997 Hz with pink noise at half, stereo to 5.1 to mono", sink.channel(0));
    }

    @Test
    void shapedDitherStaysWhatItIs() throws Exception {
        float[] tone = source(GeneratorProvider.tone(RATE), "tone:997:-80", 8);
        byte[] bytes = new byte[tone.length * Short.BYTES];
        new PcmEncoder(16, 1, 1, Dither.SHAPED, RATE).encode(new float[][] {tone}, tone.length, bytes, 0);
        float[][] heard = new float[1][tone.length];
        PcmDecoder.decode(bytes, 0, 16, 1, heard, tone.length);
        golden("dither-shaped", "a 997 Hz tone at −80 dBFS in 16 bits with shaped dither", heard[0]);
    }

    /** A 440 Hz tone through a node that gets other settings after two periods, left side. */
    private static float[] edited(NodeSettings before, NodeSettings after, int periods)
            throws EndpointException, GraphException {
        CapturingSink sink = new CapturingSink();
        SourceSettings tone = new SourceSettings(sourceOf(GeneratorProvider.tone(RATE), "tone:440:-12"));
        try (Engine engine = new Engine(FORMAT, new ManualClock(), RenderThreadSetup.NONE)) {
            for (NodeSettings settings : List.of(before, after)) {
                engine.apply(new GraphSpec(List.of(
                        node("tone", tone),
                        new NodeSpec("edited", settings, List.of(LinkSpec.unity("tone"))),
                        new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("edited"))))));
                render(engine, settings.equals(before) ? 2 : periods - 2);
            }
        }
        return sink.channel(0);
    }

    private static NodeSpec node(String id, NodeSettings settings) {
        return new NodeSpec(id, settings, List.of());
    }

    private static void render(Engine engine, int periods) {
        for (int i = 0; i < periods; i++) {
            engine.renderPeriod();
        }
    }

    private static SourceEndpoint sourceOf(SourceProvider provider, String tag) throws EndpointException {
        return provider.open(tag);
    }

    private static float[] source(SourceProvider provider, String tag, int periods) throws EndpointException {
        return tail(sourceOf(provider, tag), 0, periods);
    }

    /** Some periods of a source after some that are left out, left side. */
    private static float[] tail(SourceEndpoint source, int skipped, int periods) {
        int frames = FORMAT.periodFrames();
        AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, frames);
        float[] all = new float[(skipped + periods) * frames];
        for (int at = 0; at < all.length; at += frames) {
            source.read(block, at);
            System.arraycopy(block.channel(0), 0, all, at, frames);
        }
        return Arrays.copyOfRange(all, skipped * frames, all.length);
    }

    private static void golden(String name, String holds, float[] render) throws IOException {
        Golden.check(name, holds, RATE, render);
    }
}
