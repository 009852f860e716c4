package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.SineSender;
import io.antiphon.systemtests.peer.ToneFit;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two senders of different format and clock are mixed into one sink, for a minute, without a flaw. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ScreamMixTest {
    private static final double LEVEL_DBFS = -12;
    private static final Duration LISTENED = Duration.ofSeconds(60);
    private static final int WINDOW_FRAMES = ScreamCapture.RATE_HZ / 10;

    @Test
    void bothTonesAreThereAtTheirLevelWithoutGapClickOrNoiseAtEitherClock() throws IOException {
        try (AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("scream-mix"));
                ScreamCapture first = new ScreamCapture();
                ScreamCapture second = new ScreamCapture()) {
            route(antiphon, "first", first, "127.0.1.1", "127.0.1.2");
            route(antiphon, "second", second, "127.0.2.1", "127.0.2.2");
            int port = antiphon.screamPort();
            try (SineSender a = SineSender.start(
                            new SineSender.Settings("127.0.1.1", port, 48_000, 16, 2, 440, LEVEL_DBFS, 100));
                    SineSender b = SineSender.start(
                            new SineSender.Settings("127.0.1.2", port, 44_100, 24, 2, 1000, LEVEL_DBFS, -100));
                    SineSender c = SineSender.start(
                            new SineSender.Settings("127.0.2.1", port, 48_000, 16, 2, 440, LEVEL_DBFS, -100));
                    SineSender d = SineSender.start(
                            new SineSender.Settings("127.0.2.2", port, 44_100, 24, 2, 1000, LEVEL_DBFS, 100))) {
                // The beginning is the streams' fading in; what is measured starts after it.
                first.await(Duration.ofSeconds(2), 0);
                second.await(Duration.ofSeconds(2), 0);
                first.clear();
                second.clear();
                float[] firstLeft = first.await(LISTENED, 0);
                float[] secondLeft = second.await(LISTENED, 0);
                check("440 Hz at +100 ppm, 1 kHz at -100 ppm", firstLeft, first);
                check("440 Hz at -100 ppm, 1 kHz at +100 ppm", secondLeft, second);
            }
            assertThat(antiphon.engineCounter("skipped_frames")).isZero();
        }
    }

    private static void route(AntiphonProcess antiphon, String name, ScreamCapture capture, String ipA, String ipB) {
        antiphon.addScreamSink(name, capture.port());
        antiphon.addSource(name + " a", ipA);
        antiphon.addSource(name + " b", ipB);
        antiphon.addRoute(name + " a", name + " a", name);
        antiphon.addRoute(name + " b", name + " b", name);
    }

    private static void check(String what, float[] sound, ScreamCapture capture) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int from = 0; from + WINDOW_FRAMES <= sound.length; from += WINDOW_FRAMES / 2) {
            ToneFit fit = ToneFit.of(
                    sound, from, Math.min(sound.length, from + WINDOW_FRAMES), ScreamCapture.RATE_HZ, 440, 1000);
            String where = String.format(Locale.ROOT, "%s, at %.2f s", what, from / (double) ScreamCapture.RATE_HZ);
            assertThat(fit.levelDbfs(0)).as("level of 440 Hz: " + where).isCloseTo(LEVEL_DBFS, within(0.2));
            assertThat(fit.levelDbfs(1)).as("level of 1 kHz: " + where).isCloseTo(LEVEL_DBFS, within(0.2));
            assertThat(fit.residualDbfs())
                    .as("gap, click, noise or distortion: " + where)
                    .isLessThan(-80);
            worst = Math.max(worst, fit.residualDbfs());
        }
        long[] gaps = capture.gapsNs();
        System.out.printf(
                Locale.ROOT,
                "%s: worst 100 ms have %.1f dBFS beside the tones; packets come every %.2f ms (p50), %.2f (p99), %.2f (max)%n",
                what,
                worst,
                gaps[gaps.length / 2] / 1e6,
                gaps[gaps.length * 99 / 100] / 1e6,
                gaps[gaps.length - 1] / 1e6);
    }
}
