package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.graph.GraphFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoughStreamTest {
    /** As long as the warm-up takes. */
    private static final int PERIODS = 3_000;

    @ParameterizedTest
    @CsvSource({"48000, 128, 48000", "48000, 128, 44100", "44100, 256, 48000"})
    void meetsEveryMishapThatTheWarmUpIsThereFor(int graphHz, int periodFrames, int senderHz) {
        GraphFormat format = new GraphFormat(graphHz, periodFrames);
        RoughStream stream = new RoughStream(format, senderHz, 100, 0);
        AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, periodFrames);
        int silent = 0;
        for (int i = 0; i < PERIODS; i++) {
            stream.send();
            stream.read(block, (long) i * periodFrames);
            silent += block.isSilent() ? 1 : 0;
        }
        for (BridgeCounter counter : new BridgeCounter[] {
            BridgeCounter.UNDERRUNS,
            BridgeCounter.LATE_PACKETS,
            BridgeCounter.LOST_FRAMES,
            BridgeCounter.CONCEALED_FRAMES,
            BridgeCounter.DROPPED_FRAMES,
            BridgeCounter.OVERFLOW_FRAMES
        }) {
            assertThat(stream.count(counter)).as(counter.name()).isPositive();
        }
        assertThat(stream.stalls()).isPositive();
        assertThat(silent).as("silent periods").isBetween(PERIODS / 50, PERIODS / 2);
    }

    @ParameterizedTest
    @CsvSource({"150", "-150"})
    void oneWithoutMishapsPlaysOnAndOn(double ppm) {
        RoughStream stream = new RoughStream(GraphFormat.DEFAULT, 48_000, ppm, Integer.MAX_VALUE / 2);
        AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, GraphFormat.DEFAULT.periodFrames());
        for (int i = 0; i < PERIODS; i++) {
            stream.send();
            stream.read(block, (long) i * block.frames());
        }
        assertThat(stream.count(BridgeCounter.UNDERRUNS)).isZero();
        assertThat(block.isSilent()).isFalse();
    }
}
