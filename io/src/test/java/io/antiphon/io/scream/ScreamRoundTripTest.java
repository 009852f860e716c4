package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sine leaves by a sink and comes back by a source, over real sockets and threads. */
@Timeout(60)
class ScreamRoundTripTest {
    private static final double LEVEL = 0.5;

    @ParameterizedTest
    @CsvSource({"48000, 16, 2", "44100, 24, 2", "96000, 32, 6", "48000, 24, 5", "48000, 16, 7"})
    void sineComesBackAtItsLevelInEveryChannel(int rateHz, int bits, int channels) throws Exception {
        try (LoopbackRig rig = new LoopbackRig()) {
            SourceEndpoint source = rig.source("127.0.0.1");
            SinkEndpoint sink = rig.sink(rig.port(), new PcmFormat(rateHz, bits, channels, 0));
            AudioBlock mix = new AudioBlock(channels, LoopbackRig.GRAPH.periodFrames());

            float[][] heard = rig.run(750, (block, position) -> {
                fill(mix, position);
                sink.write(mix, position);
                source.read(block, position);
            });

            for (int c = 0; c < channels; c++) {
                double amplitude = medianAmplitude(heard[c]);
                assertThat(20 * Math.log10(amplitude / (LEVEL * (c + 1) / channels)))
                        .as("level of channel %d, source %s, sink %s", c, source.status(), sink.status())
                        .isBetween(-0.3, 0.3);
            }
            source.close();
            sink.close();
        }
    }

    /** Each channel has the sine at a level of its own, so that a swapped one shows. */
    private static void fill(AudioBlock mix, long position) {
        for (int c = 0; c < mix.channels(); c++) {
            for (int i = 0; i < mix.frames(); i++) {
                double phase = 2 * Math.PI * 1_000 * ((position + i) % 48_000) / 48_000;
                mix.channel(c)[i] = (float) (LEVEL * (c + 1) / mix.channels() * Math.sin(phase));
            }
        }
        mix.written(mix.channels());
    }

    /** Amplitude of the 1 kHz sine in the last second, the median of pieces of 10 ms. */
    private static double medianAmplitude(float[] samples) {
        int piece = 480;
        double[] amplitudes = new double[100];
        for (int p = 0; p < amplitudes.length; p++) {
            int from = samples.length - (p + 1) * piece;
            double cosine = 0;
            double sine = 0;
            for (int i = 0; i < piece; i++) {
                cosine += samples[from + i] * Math.cos(2 * Math.PI * i / 48);
                sine += samples[from + i] * Math.sin(2 * Math.PI * i / 48);
            }
            amplitudes[p] = Math.hypot(cosine, sine) * 2 / piece;
        }
        java.util.Arrays.sort(amplitudes);
        return amplitudes[amplitudes.length / 2];
    }
}
