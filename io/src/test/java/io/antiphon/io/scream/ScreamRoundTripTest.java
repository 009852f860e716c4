package io.antiphon.io.scream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.io.net.PacedLoop;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sine leaves by a sink and comes back by a source: real sockets, virtual time. */
@Timeout(60)
class ScreamRoundTripTest {
    private static final double LEVEL = 0.5;
    private static final int PERIODS = 3_375;

    /** What the bridge needs to learn the clock and to settle. */
    private static final int SETTLED_FRAMES = 7 * 48_000;

    private static final long TICK_NS = 250_000;

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @CsvSource({"48000, 16, 2", "44100, 24, 2", "96000, 32, 6", "48000, 24, 5", "48000, 16, 7"})
    void sineComesBackAtItsLevelInEveryChannel(int rateHz, int bits, int channels) throws Exception {
        try (LoopbackRig rig = new LoopbackRig(List.of(0), clock);
                PacedLoop netOut = new PacedLoop("never-used", clock)) {
            netOut.start();
            SourceEndpoint source = rig.source("127.0.0.1");
            ScreamSender sender = new ScreamSender("127.0.0.1", rig.port());
            sender.start();
            await().until(sender::isConnected);
            ScreamSink sink = new ScreamSink(
                    new PcmFormat(rateHz, bits, channels, 0), sender, netOut, LoopbackRig.GRAPH, rig.time);

            float[][] heard = run(rig, source, sink, channels);

            for (int c = 0; c < channels; c++) {
                Sine sine = Sine.about1kHz(heard[c], SETTLED_FRAMES, heard[c].length - SETTLED_FRAMES);
                assertThat(20 * Math.log10(sine.amplitude() / (LEVEL * (c + 1) / channels)))
                        .as("level of channel %d, source %s, sink %s", c, source.status(), sink.status())
                        .isBetween(-0.2, 0.2);
                assertThat(sine.worstResidualDb()).as("channel %d", c).isLessThan(-80);
            }
            assertThat(source.status().counters()).containsEntry("underruns", 0L);
            source.close();
            sink.close();
        }
    }

    /** Turns the graph; each packet is received before time goes on. */
    private float[][] run(LoopbackRig rig, SourceEndpoint source, ScreamSink sink, int channels) {
        int frames = LoopbackRig.GRAPH.periodFrames();
        AudioBlock mix = new AudioBlock(channels, frames);
        AudioBlock read = new AudioBlock(AudioBlock.MAX_CHANNELS, frames);
        float[][] heard = new float[channels][PERIODS * frames];
        for (int period = 0; period < PERIODS; period++) {
            long position = (long) period * frames;
            fill(mix, position);
            sink.write(mix, position);
            source.read(read, position);
            for (int c = 0; c < channels; c++) {
                System.arraycopy(read.channel(c), 0, heard[c], period * frames, frames);
            }
            while (clock.nowNs() < rig.time.nsOf(position + frames)) {
                sink.sendDue(clock.nowNs());
                awaitReceived(source, sink);
                clock.advance(TICK_NS);
            }
        }
        return heard;
    }

    private static void awaitReceived(SourceEndpoint source, ScreamSink sink) {
        long sent = sink.status().counters().getOrDefault("packets", 0L);
        while (source.status().counters().getOrDefault("packets", 0L) < sent) {
            Thread.onSpinWait();
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

    /** A sine of about 1 kHz at 48 kHz and what is left beside it, in pieces of 100 ms so that drift does not count. */
    private record Sine(double amplitude, double worstResidualDb) {
        private static final int PIECE = 4_800;
        private static final double KHZ = 2 * Math.PI / 48;

        static Sine about1kHz(float[] samples, int from, int count) {
            double amplitude = 0;
            double worst = 0;
            int pieces = count / PIECE;
            for (int p = 0; p < pieces; p++) {
                int at = from + p * PIECE;
                double[] early = fit(samples, at, PIECE / 2, KHZ);
                double[] late = fit(samples, at + PIECE / 2, PIECE / 2, KHZ);
                double turn = Math.atan2(early[1], early[0]) - Math.atan2(late[1], late[0]);
                double[] fit = fit(samples, at, PIECE, KHZ + Math.IEEEremainder(turn, 2 * Math.PI) / (PIECE / 2.0));
                amplitude += Math.hypot(fit[0], fit[1]) / pieces;
                worst = Math.max(worst, fit[2]);
            }
            return new Sine(amplitude, 20 * Math.log10(worst + 1e-12));
        }

        /** Amplitudes of cosine and sine by least squares, and the rest against a sine of full scale. */
        private static double[] fit(float[] samples, int from, int count, double omega) {
            double cc = 0;
            double ss = 0;
            double cs = 0;
            double xc = 0;
            double xs = 0;
            for (int i = 0; i < count; i++) {
                double c = Math.cos(omega * i);
                double s = Math.sin(omega * i);
                cc += c * c;
                ss += s * s;
                cs += c * s;
                xc += samples[from + i] * c;
                xs += samples[from + i] * s;
            }
            double cosine = (xc * ss - xs * cs) / (cc * ss - cs * cs);
            double sine = (xs * cc - xc * cs) / (cc * ss - cs * cs);
            double rest = 0;
            for (int i = 0; i < count; i++) {
                double left = samples[from + i] - cosine * Math.cos(omega * i) - sine * Math.sin(omega * i);
                rest += left * left;
            }
            return new double[] {cosine, sine, Math.sqrt(2 * rest / count)};
        }
    }
}
