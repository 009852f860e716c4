package io.antiphon.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.solver.Solver;
import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Equalizers, delays, layouts and normalisation, heard at the sink of one source. */
class ShapingHeardTest {
    private static final int RATE = 48_000;
    private static final double BAND_9_HZ = 1046.5023;

    private final ToneSource tone = new ToneSource();
    private final Recorder hall = new Recorder();
    private final ManualClock clock = new ManualClock();
    private final Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE);
    private final GraphApplier applier = new GraphApplier(engine, List.of(sources()), List.of(sinks()), clock);
    private Configuration configuration = Configuration.EMPTY;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatAsksForNothingHasNoNode() throws ChangeRefused {
        route("{}", "{}", "{}");
        seconds(0.1);
        assertThat(applier.figures().nodes()).isEqualTo(7); // stream, gain, meter; mix, gain, meter, out
    }

    @Test
    void equalizersOfSourceRouteAndSinkAddUpInDecibels() throws ChangeRefused {
        route("{'equalizer':{'b9':1.2}}", "{'equalizer':{'b9':1.1}}", "{'equalizer':{'b9':1.3}}");
        double ratio = level(seconds(1)) / tone.left;
        assertThat(20 * Math.log10(ratio)).isCloseTo(6, within(0.05));
    }

    @Test
    void anEqualizerThatIsSwitchedOnWhileItPlaysIsHeardWithoutAClick() throws ChangeRefused {
        route("{}", "{}", "{}");
        seconds(1);
        configuration =
                ConfigurationEditor.update(configuration, EntityKind.SINK, "Hall", object("{'equalizer':{'b9':0.4}}"));
        float[] heard = seconds(1);
        assertThat(level(heard) / tone.left).isCloseTo(Math.pow(10, -6 / 20.0), within(0.01));
        double turn = 2 * Math.PI * BAND_9_HZ / RATE;
        for (int i = 2; i < heard.length; i++) {
            assertThat(Math.abs(heard[i] - 2 * Math.cos(turn) * heard[i - 1] + heard[i - 2]))
                    .as("frame %d", i)
                    .isLessThan(0.002);
        }
    }

    @Test
    void delaysOfSourceRouteAndSinkAddUp() throws ChangeRefused {
        route("{'delay':3000}", "{'delay':3000}", "{'delay':30}");
        tone.left = 0;
        seconds(7);
        tone.left = 0.25;
        float[] heard = seconds(7);
        int first = 0;
        while (Math.abs(heard[first]) < 1e-6) {
            first++;
        }
        assertThat(first / (RATE / 1e3)).isCloseTo(6_030, within(0.5));
    }

    @Test
    void aLayoutOfTheSinkSpreadsStreamsOfItsChannelCountOnly() throws ChangeRefused {
        String swapped = "[[0,1,0,0,0,0,0,0],[1,0,0,0,0,0,0,0],[0,0,1,0,0,0,0,0],[0,0,0,1,0,0,0,0],"
                + "[0,0,0,0,1,0,0,0],[0,0,0,0,0,1,0,0],[0,0,0,0,0,0,1,0],[0,0,0,0,0,0,0,1]]";
        route("{}", "{}", "{'speaker_layouts':{'2':{'auto_mode':false,'matrix':" + swapped + "}}}");
        tone.right = 0.1;
        seconds(0.2);
        float[] left = seconds(0.5);
        assertThat(level(left)).isCloseTo(0.1, within(1e-3));
        assertThat(level(hall.channel(1))).isCloseTo(tone.left, within(1e-3));

        tone.channels = 1;
        seconds(0.2);
        assertThat(level(seconds(0.5))).as("a mono stream as always").isCloseTo(tone.left, within(1e-3));
    }

    @Test
    void aNormalisedSinkBringsAQuietSourceUpAndKeepsItsVolume() throws ChangeRefused {
        tone.left = tone.right = 0.02;
        route("{'volume':0.5}", "{}", "{'volume_normalization':true}");
        seconds(20);
        double loud = level(seconds(1));
        assertThat(20 * Math.log10(loud / 0.02)).isCloseTo(12 - 6.02, within(0.5));
    }

    /** One source on one sink. */
    private void route(String source, String route, String sink) throws ChangeRefused {
        add(EntityKind.SOURCE, "{'name':'PC','ip':'10.0.0.1'}", source);
        add(EntityKind.SINK, "{'name':'Hall','ip':'10.0.0.2','bit_depth':16}", sink);
        add(EntityKind.ROUTE, "{'name':'r','source':'PC','sink':'Hall'}", route);
    }

    private void add(EntityKind kind, String body, String more) throws ChangeRefused {
        ObjectNode given = object(body);
        given.setAll(object(more));
        configuration = ConfigurationEditor.add(configuration, kind, given);
        applier.apply(Solver.solve(configuration), Map.of());
    }

    /** Renders so long and returns what came out on the left. */
    private float[] seconds(double seconds) {
        applier.apply(Solver.solve(configuration), Map.of());
        hall.begin((int) (seconds * RATE));
        for (int frame = 0; frame < seconds * RATE; frame += GraphFormat.DEFAULT.periodFrames()) {
            engine.renderPeriod();
            applier.settle();
        }
        return hall.channel(0);
    }

    /** Peak level of the tone in the last tenth of a second. */
    private static double level(float[] heard) {
        double re = 0;
        double im = 0;
        int from = heard.length - RATE / 10;
        for (int i = from; i < heard.length; i++) {
            double angle = 2 * Math.PI * BAND_9_HZ * (i - from) / RATE;
            re += heard[i] * Math.cos(angle);
            im += heard[i] * Math.sin(angle);
        }
        return 2 * Math.hypot(re, im) / (heard.length - from);
    }

    private SourceProvider sources() {
        return new SourceProvider() {
            @Override
            public String kind() {
                return "test";
            }

            @Override
            public boolean accepts(String tag) {
                return true;
            }

            @Override
            public SourceEndpoint open(String tag) {
                return tone;
            }

            @Override
            public List<StreamSeen> streams() {
                return List.of();
            }
        };
    }

    private SinkProvider sinks() {
        return new SinkProvider() {
            @Override
            public String protocol() {
                return "scream";
            }

            @Override
            public SinkEndpoint open(SinkRequest request) {
                return hall;
            }
        };
    }

    private static ObjectNode object(String body) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(body.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    /** A sine in the middle of a band. */
    private static final class ToneSource implements SourceEndpoint {
        double left = 0.25;
        double right = 0.25;
        int channels = 2;
        private long frame;

        @Override
        public void read(AudioBlock into, long position) {
            for (int i = 0; i < into.frames(); i++) {
                double sine = Math.sin(2 * Math.PI * BAND_9_HZ * frame++ / RATE);
                into.channel(0)[i] = (float) (left * sine);
                if (channels == 2) {
                    into.channel(1)[i] = (float) (right * sine);
                }
            }
            into.written(channels);
        }

        @Override
        public SourceStatus status() {
            return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    /** Keeps what it is given. */
    private static final class Recorder implements SinkEndpoint {
        private float[][] heard = new float[2][0];
        private int at;

        void begin(int frames) {
            heard = new float[2][frames];
            at = 0;
        }

        float[] channel(int index) {
            return heard[index];
        }

        @Override
        public void write(AudioBlock from, long position) {
            int count = Math.min(from.frames(), heard[0].length - at);
            for (int c = 0; c < 2; c++) {
                System.arraycopy(from.channel(c), 0, heard[c], at, count);
            }
            at += count;
        }

        @Override
        public SinkStatus status() {
            return new SinkStatus(0, Map.of());
        }

        @Override
        public void close() {}
    }
}
