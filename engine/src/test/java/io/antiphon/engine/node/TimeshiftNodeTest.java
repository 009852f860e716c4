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
    private final CapturingSink sink = new CapturingSink();
    private final SourceEndpoint source = new Swelling();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void withoutAShiftTheInputPassesBitByBit() throws GraphException {
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
        float[] back = play(0, 1);
        assertThat(steepest(back)).isLessThan(STEEPEST);
        assertThat(back[back.length - 1]).isEqualTo(sample(start + 3L * RATE - 1));
    }

    @Test
    void whatIsNotThereYetIsSilenceAndFadesInWhenItComes() throws GraphException {
        play(0, 2);
        history.slow(true);
        float[] heard = play(1, 0.5);
        for (int i = 3 * PERIOD; i < heard.length; i++) {
            assertThat(heard[i]).isZero();
        }
        history.slow(false);
        float[] after = play(1, 0.5);
        assertThat(steepest(after)).isLessThan(STEEPEST);
        long end = 2L * RATE + heard.length + after.length;
        assertThat(after[after.length - 1]).isEqualTo(sample(end - RATE - 1));
    }

    @Test
    void theHistoryIsClosedWithTheNode() throws GraphException {
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

    private float[] play(double shiftSeconds, double seconds) throws GraphException {
        engine.apply(new GraphSpec(List.of(
                new NodeSpec("source", new SourceSettings(source), List.of()),
                new NodeSpec("shift", new TimeshiftSettings(history, shiftSeconds), List.of(LinkSpec.unity("source"))),
                new NodeSpec("sink", new SinkSettings(sink), List.of(LinkSpec.unity("shift"))))));
        sink.clear();
        for (int i = 0; i < seconds * RATE / PERIOD; i++) {
            engine.renderPeriod();
        }
        return sink.channel(0);
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
