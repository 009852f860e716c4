package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.engine.testing.CapturingSink;
import io.antiphon.engine.testing.MemoryHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeshiftNodeTest {
    private static final int RATE = GraphFormat.DEFAULT.sampleRateHz();
    private static final int PERIOD = GraphFormat.DEFAULT.periodFrames();

    /** Steepest step of the sine; a click is more. */
    private static final double STEEPEST = 2 * Math.PI * 100 / RATE * 1.05;

    private final Engine engine = new Engine(GraphFormat.DEFAULT, new ManualClock(), RenderThreadSetup.NONE);
    private final MemoryHistory history = new MemoryHistory(RATE * 10);
    private final List<CapturingSink> sinks = List.of(new CapturingSink(), new CapturingSink());
    private final SourceEndpoint source = new Swelling();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatIsNotShiftedPassesBitByBitWhileItIsKept() throws GraphException {
        float[] heard = play(0, 1);
        for (int i = PERIOD; i < heard.length; i++) {
            assertThat(heard[i]).isEqualTo(sample(i));
        }
    }

    @Test
    void aShiftPlaysTheEarlierSoundAtThePaceOfTimeWithoutAClick() throws GraphException {
        play(0, 2);
        float[] heard = play(0.5, 2);
        assertThat(steepest(heard)).isLessThan(STEEPEST);
        long start = 2L * RATE;
        for (int i = RATE; i < heard.length; i++) {
            assertThat(heard[i]).isEqualTo(sample(start + i - RATE / 2));
        }
        float[] further = play(1.25, 1);
        assertThat(steepest(further)).isLessThan(STEEPEST);
        assertThat(further[further.length - 1]).isEqualTo(sample(start + 3L * RATE - RATE * 5 / 4 - 1));
        float[] back = play(0, 1);
        assertThat(steepest(back)).isLessThan(STEEPEST);
        assertThat(back[back.length - 1]).isEqualTo(sample(start + 4L * RATE - 1));
    }

    @Test
    void aChangeOfTheNumberIsTakenByTheRunningNode() throws GraphException {
        play(1, 2);
        play(2, 1);
        play(0.5, 1);
        assertThat(history.readers()).isEqualTo(1);
        play(0, 0.5);
        engine.settle();
        engine.renderPeriod();
        engine.settle();
        assertThat(history.readers()).isZero();
    }

    @Test
    void twoShiftsOfOneSourceGoTheirOwnWays() throws GraphException {
        engine.apply(graph(1, 2));
        render(4);
        long end = 4L * RATE;
        float[] first = sinks.get(0).channel(0);
        float[] second = sinks.get(1).channel(0);
        for (int i = 3 * RATE; i < end; i++) {
            assertThat(first[i]).isEqualTo(sample(i - RATE));
            assertThat(second[i]).isEqualTo(sample(i - 2L * RATE));
        }
    }

    @Test
    void whatIsNotThereYetIsSilenceAndFadesInWhenItComes() throws GraphException {
        play(0, 2);
        history.slow(true);
        float[] heard = play(1, 0.5);
        for (int i = RATE / 10; i < heard.length; i++) {
            assertThat(heard[i]).isZero();
        }
        history.slow(false);
        float[] after = play(1, 0.5);
        assertThat(steepest(after)).isLessThan(STEEPEST);
        long end = 2L * RATE + heard.length + after.length;
        assertThat(after[after.length - 1]).isEqualTo(sample(end - RATE - 1));
    }

    @Test
    void beforeSoundThatIsNotThereInTimeItFadesOut() throws GraphException {
        play(1, 3);
        history.endsBefore(RATE / 2);
        float[] heard = play(1, 1);
        assertThat(steepest(heard)).isLessThan(STEEPEST);
        assertThat(heard[heard.length - 1]).isZero();
    }

    @Test
    void theHistoryIsClosedWithTheNodeThatFillsIt() throws GraphException {
        play(0, 0.1);
        engine.apply(GraphSpec.EMPTY);
        for (int i = 0; i < 100; i++) {
            engine.renderPeriod();
            engine.settle();
        }
        assertThat(history.isClosed()).isTrue();
    }

    @Test
    void aTimeOutOfRangeIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> new TimeshiftSettings(history, 301)).hasMessageContaining("300");
        assertThatThrownBy(() -> new TimeshiftSettings(history, 0.1)).hasMessageContaining("0.25");
        assertThatThrownBy(() -> new TimeshiftSettings(history, -1)).hasMessageContaining("-1");
    }

    /** What the first sink hears. */
    private float[] play(double shiftSeconds, double seconds) throws GraphException {
        engine.apply(graph(shiftSeconds));
        sinks.forEach(CapturingSink::clear);
        render(seconds);
        return sinks.getFirst().channel(0);
    }

    private void render(double seconds) {
        for (int i = 0; i < seconds * RATE / PERIOD; i++) {
            engine.renderPeriod();
            engine.settle();
        }
    }

    /** A sink for each shift; 0 hears the source itself. */
    private GraphSpec graph(double... shiftsSeconds) {
        List<NodeSpec> nodes = new ArrayList<>(List.of(
                new NodeSpec("source", new SourceSettings(source), List.of()),
                new NodeSpec("keep", new KeepSettings(history), List.of(LinkSpec.unity("source")))));
        for (int i = 0; i < shiftsSeconds.length; i++) {
            String from = "source";
            if (shiftsSeconds[i] > 0) {
                from = "shift" + i;
                nodes.add(new NodeSpec(from, new TimeshiftSettings(history, shiftsSeconds[i]), List.of()));
            }
            nodes.add(new NodeSpec("sink" + i, new SinkSettings(sinks.get(i)), List.of(LinkSpec.unity(from))));
        }
        return new GraphSpec(nodes);
    }

    private static double steepest(float[] heard) {
        double steepest = 0;
        for (int i = 1; i < heard.length; i++) {
            steepest = Math.max(steepest, Math.abs(heard[i] - heard[i - 1]));
        }
        return steepest;
    }

    /** A sine of 100 Hz that swells in two seconds, so that each time has a level of its own. */
    private static float sample(long position) {
        double level = (position % (2L * RATE)) / (2.0 * RATE);
        level = 2 * Math.min(level, 1 - level);
        return (float) (level * 0.9 * Math.sin(2 * Math.PI * 100 * (position % RATE) / RATE));
    }

    private static final class Swelling implements SourceEndpoint {
        @Override
        public void read(AudioBlock into, long position) {
            for (int i = 0; i < into.frames(); i++) {
                into.channel(0)[i] = sample(position + i);
            }
            into.written(1);
        }

        @Override
        public SourceStatus status() {
            return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
        }

        @Override
        public void close() {}
    }
}
