package io.antiphon.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.FakeHistories;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.solver.Solver;
import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.HistoryStore;
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

/** Time shifts of sources, routes, sinks and groups, heard at two sinks of one source. */
class TimeshiftHeardTest {
    private static final int RATE = 48_000;
    private static final int PERIOD = GraphFormat.DEFAULT.periodFrames();

    private final Recorder hall = new Recorder();
    private final Recorder bath = new Recorder();
    private final ManualClock clock = new ManualClock();
    private final Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE);
    private final FakeHistories histories = new FakeHistories(30);
    private GraphApplier applier = applier(histories);
    private Configuration configuration = Configuration.EMPTY;
    private long position;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shiftsOfSourceGroupRouteAndSinkAddUp() throws ChangeRefused {
        add(EntityKind.SOURCE, "{'name':'PC','ip':'10.0.0.1','timeshift':1}");
        add(EntityKind.SOURCE, "{'name':'All','is_group':true,'group_members':['PC'],'timeshift':0.5}");
        add(EntityKind.SINK, "{'name':'Hall','ip':'10.0.0.2','bit_depth':16,'timeshift':3}");
        add(EntityKind.SINK, "{'name':'House','is_group':true,'group_members':['Hall'],'timeshift':0.25}");
        add(EntityKind.ROUTE, "{'name':'r','source':'All','sink':'House','timeshift':2}");
        play(8);
        assertThat(shiftHeard(hall)).isEqualTo(6.75);
    }

    @Test
    void routesOfOneSourceAreHeardEachAtItsTimeAndTheUnshiftedOneNow() throws ChangeRefused {
        twoRoutes("{}", "{'timeshift':3}");
        play(6);
        assertThat(shiftHeard(hall)).isZero();
        assertThat(shiftHeard(bath)).isEqualTo(3);
        assertThat(histories.opened).hasSize(1);
        assertThat(histories.opened.getFirst().readers).isEqualTo(1);
    }

    @Test
    void aShiftOfTheSourceAloneIsReadOnceForAllItsRoutes() throws ChangeRefused {
        twoRoutes("{'timeshift':0}", "{'timeshift':0}");
        update(EntityKind.SOURCE, "PC", "{'timeshift':2}");
        play(5);
        assertThat(shiftHeard(hall)).isEqualTo(2);
        assertThat(shiftHeard(bath)).isEqualTo(2);
        assertThat(histories.opened.getFirst().readers).isEqualTo(1);
    }

    @Test
    void aChangeOfTheNumberNeedsNoNewGraphAndIsHeardWithoutAClick() throws ChangeRefused {
        twoRoutes("{}", "{'timeshift':3}");
        play(6);
        int nodes = applier.figures().nodes();
        for (double shift : new double[] {4, 1, 0.25, 5}) {
            update(EntityKind.ROUTE, "r2", "{'timeshift':" + shift + "}");
            play(1);
            assertThat(shiftHeard(bath)).isEqualTo(shift);
            assertThat(steepest(bath)).isLessThan(2 * Math.PI * 100 / RATE * 0.9 * 1.05);
        }
        assertThat(applier.figures().nodes()).isEqualTo(nodes);
        assertThat(histories.opened.getFirst().readersEver).isEqualTo(1);
        update(EntityKind.ROUTE, "r2", "{'timeshift':0}");
        play(1);
        assertThat(steepest(bath)).isLessThan(2 * Math.PI * 100 / RATE * 0.9 * 1.05);
        assertThat(shiftHeard(bath)).isZero();
        assertThat(histories.opened.getFirst().readers).isZero();
    }

    @Test
    void lessThanAHistoryCanDoIsDelayedToTheFrame() throws ChangeRefused {
        twoRoutes("{}", "{'timeshift':0.1}");
        play(2);
        assertThat(shiftHeard(bath)).isEqualTo(0.1);
        assertThat(histories.opened.getFirst().readersEver).isZero();
    }

    @Test
    void furtherThanIsKeptIsAsFarAsIsKept() throws ChangeRefused {
        twoRoutes("{}", "{'timeshift':300}");
        play(35);
        assertThat(shiftHeard(bath)).isEqualTo(30);
    }

    @Test
    void whatWasNeverKeptIsSilence() throws ChangeRefused {
        twoRoutes("{}", "{'timeshift':20}");
        play(10);
        for (float sample : bath.heard) {
            assertThat(sample).isZero();
        }
    }

    @Test
    void withoutHistoryEverythingPlaysNowAndHasNoNodesForIt() throws ChangeRefused {
        applier = applier(HistoryStore.NONE);
        twoRoutes("{}", "{'timeshift':3}");
        play(2);
        assertThat(shiftHeard(bath)).isZero();
        assertThat(applier.figures().nodes()).isEqualTo(11); // stream, gain, meter; mix, gain, meter, out of each sink
    }

    @Test
    void levelsAndEqualizersOfTheSourceAreHeardOnAShiftedPathToo() throws ChangeRefused {
        twoRoutes("{'volume':0.5}", "{'timeshift':3,'volume':0.5}");
        update(EntityKind.SOURCE, "PC", "{'volume':0.5,'equalizer':{'b1':1.3}}");
        play(8);
        float[] now = hall.heard;
        float[] then = bath.heard;
        for (int i = 5 * RATE; i < now.length; i++) {
            assertThat(then[i]).isCloseTo(now[i - 3 * RATE], within(1e-5f));
        }
    }

    @Test
    void theHistoryEndsWithTheStream() throws ChangeRefused {
        twoRoutes("{}", "{'timeshift':3}");
        play(1);
        update(EntityKind.SOURCE, "PC", "{'enabled':false}");
        play(1);
        assertThat(histories.opened.getFirst().closed).isTrue();
        assertThat(histories.opened.getFirst().readers).isZero();
    }

    private void twoRoutes(String first, String second) throws ChangeRefused {
        add(EntityKind.SOURCE, "{'name':'PC','ip':'10.0.0.1'}");
        add(EntityKind.SINK, "{'name':'Hall','ip':'10.0.0.2','bit_depth':16}");
        add(EntityKind.SINK, "{'name':'Bath','ip':'10.0.0.3','bit_depth':16}");
        add(EntityKind.ROUTE, "{'name':'r1','source':'PC','sink':'Hall'}", first);
        add(EntityKind.ROUTE, "{'name':'r2','source':'PC','sink':'Bath'}", second);
    }

    private void add(EntityKind kind, String... bodies) throws ChangeRefused {
        ObjectNode given = Json.object();
        for (String body : bodies) {
            given.setAll(object(body));
        }
        configuration = ConfigurationEditor.add(configuration, kind, given);
    }

    private void update(EntityKind kind, String name, String patch) throws ChangeRefused {
        configuration = ConfigurationEditor.update(configuration, kind, name, object(patch));
    }

    /** Renders so long; the recorders keep what came meanwhile. */
    private void play(double seconds) {
        applier.apply(Solver.solve(configuration), Map.of());
        int frames = (int) (seconds * RATE);
        hall.begin(frames);
        bath.begin(frames);
        for (int frame = 0; frame < frames; frame += PERIOD) {
            engine.renderPeriod();
            applier.settle();
            position += PERIOD;
        }
    }

    /** How many seconds late the last tenth of a second is; each time has a level of its own. */
    private double shiftHeard(Recorder recorder) {
        float[] heard = recorder.heard;
        int from = heard.length - RATE / 10;
        long end = position - RATE / 10;
        for (int shift = 0; shift <= end; shift += RATE / 100) {
            boolean same = true;
            for (int i = 0; i < RATE / 10 && same; i++) {
                same = Math.abs(heard[from + i] - sample(end + i - shift)) < 1e-6;
            }
            if (same) {
                return (double) shift / RATE;
            }
        }
        return Double.NaN;
    }

    private static double steepest(Recorder recorder) {
        double steepest = 0;
        for (int i = 1; i < recorder.heard.length; i++) {
            steepest = Math.max(steepest, Math.abs(recorder.heard[i] - recorder.heard[i - 1]));
        }
        return steepest;
    }

    /** A sine of 100 Hz that grows for 40 s, so that each time has a level of its own. */
    private static float sample(long position) {
        double level = 0.1 + 0.8 * position / (40.0 * RATE);
        return (float) (level * Math.sin(2 * Math.PI * 100 * (position % RATE) / RATE));
    }

    private GraphApplier applier(HistoryStore store) {
        return new GraphApplier(engine, List.of(sources()), List.of(sinks()), store, clock);
    }

    private static SourceProvider sources() {
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
                return new Growing();
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
                return request.host().equals("10.0.0.2") ? hall : bath;
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

    private static final class Growing implements SourceEndpoint {
        @Override
        public void read(AudioBlock into, long position) {
            for (int i = 0; i < into.frames(); i++) {
                into.channel(0)[i] = sample(position + i);
                into.channel(1)[i] = into.channel(0)[i];
            }
            into.written(2);
        }

        @Override
        public SourceStatus status() {
            return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }

    /** Keeps what it is given on the left. */
    private static final class Recorder implements SinkEndpoint {
        private float[] heard = new float[0];
        private int at;

        void begin(int frames) {
            heard = new float[frames];
            at = 0;
        }

        @Override
        public void write(AudioBlock from, long position) {
            int count = Math.min(from.frames(), heard.length - at);
            System.arraycopy(from.channel(0), 0, heard, at, count);
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
