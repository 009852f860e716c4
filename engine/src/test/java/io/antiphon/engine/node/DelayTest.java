package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.dsp.DelayLine;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.engine.testing.AllocationWindows;
import io.antiphon.engine.testing.CapturingSink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {
    private static final GraphFormat FORMAT = GraphFormat.DEFAULT;
    private static final int PERIOD = FORMAT.periodFrames();
    private static final int FADE = DelayNode.FADE_FRAMES;

    private final Engine engine = new Engine(FORMAT, new ManualClock(), RenderThreadSetup.NONE);
    private final Numbered source = new Numbered(8);
    private final CapturingSink sink = new CapturingSink();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 129, 2_431, 2_432, 48_000, 240_000})
    void givesEveryChannelBackExactlyItsFramesLater(int delayFrames) throws GraphException {
        delay(delayFrames);
        render(delayFrames / PERIOD + 8);
        for (int c = 0; c < 8; c++) {
            expect(c, 0, (delayFrames / PERIOD + 8) * PERIOD, delayFrames);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "1000, 0", "130, 131", "480, 20000", "30000, 100", "240000, 0"})
    void aMoveFadesFromTheOldPlaceToTheNewOne(int from, int to) throws GraphException {
        delay(from);
        render(3_000);
        delay(to);
        int moved = 3_000 * PERIOD;
        render(400);
        for (int c = 0; c < 8; c += 7) {
            float[] heard = sink.channel(c);
            expect(c, moved - PERIOD, moved, from);
            // What lies further back than the line was long when it was moved is not there any more.
            int there = Math.max(moved, moved - 2 * (FADE + PERIOD) - PERIOD + to);
            expect(c, Math.max(moved + FADE, there), 3_400 * PERIOD, to);
            for (int i = moved; i < moved + FADE && i >= there; i++) {
                double share = (double) (i - moved) / FADE;
                double expected = (1 - share) * Numbered.at(c, i - from) + share * Numbered.at(c, i - to);
                assertThat((double) heard[i]).as("frame %s", i - moved).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void whatTheShorterLineStillHeldIsHeardAfterALongerOneTookItsPlace() throws GraphException {
        delay(0);
        render(100);
        delay(2_300); // within what a line for 0 holds
        delay(48_000); // of moves in one period the last counts, and its line is the one that is used
        delay(2_300);
        render(100);
        expect(0, 100 * PERIOD + FADE, 200 * PERIOD, 2_300);
    }

    @Test
    void aMoveDuringAFadeWaitsForItsEndAndTheLatestCounts() throws GraphException {
        delay(100);
        render(100);
        delay(200);
        render(1);
        delay(300);
        render(1);
        delay(400);
        render(FADE / PERIOD - 2);
        expect(0, 0, 100 * PERIOD, 100);
        render(FADE / PERIOD + 4);
        expect(0, 100 * PERIOD + 2 * FADE, 100 * PERIOD + 2 * FADE + 4 * PERIOD, 400);
    }

    @Test
    void manyMovesOfASlowSineNeverClick() throws GraphException {
        source.sineHz = 50;
        delay(0);
        render(200);
        double worst = 0;
        for (int move = 0; move < 60; move++) {
            delay(move * move * 7_919 % 200_000 / (1 + move % 5));
            sink.clear();
            render(20 + move);
            float[] heard = sink.channel(0);
            for (int i = 1; i < heard.length; i++) {
                worst = Math.max(worst, Math.abs(heard[i] - heard[i - 1]));
            }
        }
        // A fade adds a difference of 2 in 1,024 frames at most to what the sine itself moves.
        assertThat(worst).isLessThan(2 * Math.PI * 50 / 48_000 + 2.0 / FADE + 1e-5);
    }

    @Test
    void memoryIsInProportionToTheDelayAndIsGivenBack() {
        DelayHandle handle = (DelayHandle) new DelaySettings(0, 2).create(FORMAT);
        assertThat(handle.lineFrames()).isLessThan(3_600);
        for (int ms = 1; ms <= 5_000; ms++) {
            assertThat(handle.accept(new DelaySettings(ms / 1_000.0, 2))).isTrue();
            assertThat(handle.lineFrames()).isBetween(ms * 48 + PERIOD, Math.max(4_600, ms * 60 + 1_500));
        }
        assertThat(handle.accept(new DelaySettings(1, 2))).isTrue();
        assertThat(handle.lineFrames()).isEqualTo(48_000 + PERIOD + DelayLine.EDGE_FRAMES);
        assertThat(handle.accept(new DelaySettings(1, 3))).isFalse();
    }

    @Test
    void silenceIsKnownAsSoonAsTheLastSoundHasPassed() throws GraphException {
        source.until = 10L * PERIOD;
        delay(1_000);
        render(10 + 1_000 / PERIOD);
        assertThat(sink.lastWasSilent()).isFalse();
        render(2);
        assertThat(sink.lastWasSilent()).isTrue();
        source.until = Long.MAX_VALUE;
        render(100);
        expect(3, (20 + 1_000 / PERIOD) * PERIOD, 100 * PERIOD, 1_000);
    }

    @Test
    void restsWhenItsLineHasRunEmptyAndPlaysExactlyAfterwards() throws GraphException {
        source.until = 10L * PERIOD;
        delay(1_000);
        render(200);
        assertThat(nodesActive()).as("source and sink, which see every period").isEqualTo(2);
        delay(100_000); // another line, and a fade to it
        render(1);
        assertThat(nodesActive()).isEqualTo(3);
        render(130_000 / PERIOD + 100);
        assertThat(nodesActive()).isEqualTo(2);
        delay(700);
        int begin = 201 + 130_000 / PERIOD + 100 + 50;
        render(50);
        source.until = Long.MAX_VALUE;
        render(100);
        expect(3, begin * PERIOD + 700, (begin + 100) * PERIOD, 700);
        float[] heard = sink.channel(3);
        for (int i = 11 * PERIOD + 1_000; i < begin * PERIOD + 700; i++) {
            assertThat(heard[i]).isZero();
        }
    }

    @Test
    void aNarrowerInputIsBroughtToTheChannelsThatStandInTheLine() throws GraphException {
        source.channels = 2;
        delay(1_000);
        render(20);
        source.channels = 1;
        render(20);
        assertThat(sink.channels()).isEqualTo(2);
        expect(1, 1_000, 20 * PERIOD + 1_000, 1_000);
        float[] left = sink.channel(0);
        float[] right = sink.channel(1);
        for (int i = 20 * PERIOD + 1_000; i < 40 * PERIOD; i++) {
            assertThat(right[i]).isEqualTo(left[i]).isEqualTo(Numbered.at(0, i - 1_000));
        }
    }

    @Test
    void movingAllocatesNothingOnTheRenderThread() throws GraphException {
        AllocationWindows windows = new AllocationWindows(2_000);
        for (int period = 0; period < 16_000; period++) {
            if (period % 10 == 0) {
                engine.apply(new GraphSpec(List.of(
                        new NodeSpec("source", new SourceSettings(source), List.of()),
                        new NodeSpec(
                                "delay", new DelaySettings(period % 7 * 0.1, 8), List.of(LinkSpec.unity("source"))))));
            }
            windows.run(engine::renderPeriod);
        }
        assertThat(windows.bytes()).contains(0L);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 2", "5.01, 2", "NaN, 2", "1, 0", "1, 9"})
    void settingsOutOfRangeAreRefused(double seconds, int channels) {
        assertThatThrownBy(() -> new DelaySettings(seconds, channels)).isInstanceOf(IllegalArgumentException.class);
    }

    private void delay(int frames) throws GraphException {
        engine.apply(new GraphSpec(List.of(
                new NodeSpec("source", new SourceSettings(source), List.of()),
                new NodeSpec("delay", DelaySettings.ofFrames(frames, 8, FORMAT), List.of(LinkSpec.unity("source"))),
                new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("delay"))))));
    }

    private void render(int periods) {
        for (int i = 0; i < periods; i++) {
            engine.renderPeriod();
        }
    }

    private long nodesActive() {
        return engine.status().counters().getOrDefault("nodes_active", -1L);
    }

    private void expect(int channel, int from, int to, int delayFrames) {
        float[] heard = sink.channel(channel);
        for (int i = from; i < to; i++) {
            if (heard[i] != Numbered.at(channel, i - delayFrames)) {
                assertThat(heard[i])
                        .as("frame %s of channel %s", i, channel)
                        .isEqualTo(Numbered.at(channel, i - delayFrames));
            }
        }
    }

    /** Every frame of every channel has a number of its own; there is silence before the first and after the last. */
    private static final class Numbered implements SourceEndpoint {
        private int channels;
        private double sineHz;
        private long until = Long.MAX_VALUE;

        private Numbered(int channels) {
            this.channels = channels;
        }

        static float at(int channel, long position) {
            return position < 0
                    ? 0
                    : (Math.floorMod(position * 7_919 + channel * 104_729L, 1_000_003) + 1) / 1_000_004f;
        }

        @Override
        public void read(AudioBlock into, long position) {
            if (position >= until) {
                into.silence(channels);
                return;
            }
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < into.frames(); i++) {
                    into.channel(c)[i] = sineHz > 0
                            ? (float) Math.sin(2 * Math.PI * sineHz * (position + i) / 48_000)
                            : at(c, position + i);
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
}
