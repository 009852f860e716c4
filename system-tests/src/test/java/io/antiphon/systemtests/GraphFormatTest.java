package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.MachineStalls;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.SineSender;
import io.antiphon.systemtests.peer.Takes;
import io.antiphon.systemtests.peer.ToneFit;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the graph's period and rate: what is sent comes out at its pitch and level, from a sender and a generator. */
@RequiresProgram("gcc")
@Timeout(value = Takes.MOST * 40, unit = TimeUnit.SECONDS)
class GraphFormatTest {
    private static final double LEVEL_DBFS = -12;
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Duration LISTENED = Duration.ofSeconds(4);

    /** A bridge may be 1 ‰ off while it learns the sender's clock; a wrong rate would be 9 % at least. */
    private static final double BRIDGE_HZ = 0.44;

    private static final int WINDOW_FRAMES = ScreamCapture.RATE_HZ / 10;

    /** What a fresh server's playout covers of late packets and late periods, with some of it left. */
    private static final double COVERED_MS = 5;

    @ParameterizedTest(name = "{0} Hz, {1} frames")
    @CsvSource({"44100, 128", "96000, 64", "96000, 256", "48000, 64", "48000, 256"})
    void tonesKeepTheirPitchAndLevel(int graphRateHz, int periodFrames) throws IOException {
        Takes.of(takes -> take(takes, graphRateHz, periodFrames));
    }

    private static void take(Takes takes, int graphRateHz, int periodFrames) throws IOException {
        try (AntiphonProcess antiphon = AntiphonProcess.start(
                        AntiphonProcess.folder("graph-format"),
                        "--graph-rate",
                        Integer.toString(graphRateHz),
                        "--period",
                        Integer.toString(periodFrames));
                MachineStalls machine = MachineStalls.watch();
                ScreamCapture capture = new ScreamCapture()) {
            antiphon.addScreamSink("out", capture.port());
            antiphon.addSource("sender", "127.0.1.1");
            antiphon.addGenerator("generator", "tone:1000:-12");
            antiphon.addRoute("sender", "sender", "out");
            antiphon.addRoute("generator", "generator", "out");
            try (SineSender sender = SineSender.start(
                    new SineSender.Settings("127.0.1.1", antiphon.screamPort(), 44_100, 24, 2, 440, LEVEL_DBFS, 0))) {
                capture.await(SETTLING, 0);
                capture.clear();
                float[] sound = capture.await(LISTENED, 0);
                machine.stop();
                if (machine.longestMs() > COVERED_MS) {
                    takes.disturbed(String.format(Locale.ROOT, "the machine stalled for %.1f ms", machine.longestMs()));
                }
                check(graphRateHz + " Hz, " + periodFrames + " frames", sound);
            }
            assertThat(antiphon.get("/api/stats").at("/engine/sample_rate").asInt())
                    .isEqualTo(graphRateHz);
            assertThat(antiphon.get("/api/stats").at("/engine/period_frames").asInt())
                    .isEqualTo(periodFrames);
            assertThat(antiphon.engineCounter("skipped_frames")).isZero();
        }
    }

    private static void check(String what, float[] sound) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int from = 0; from + WINDOW_FRAMES <= sound.length; from += WINDOW_FRAMES) {
            ToneFit fit = ToneFit.of(sound, from, from + WINDOW_FRAMES, ScreamCapture.RATE_HZ, 440, 1000);
            String where = what + ", in 100 ms from frame " + from;
            assertThat(fit.levelDbfs(0)).as("sender's level: " + where).isCloseTo(LEVEL_DBFS, within(0.2));
            assertThat(fit.levelDbfs(1)).as("generator's level: " + where).isCloseTo(LEVEL_DBFS, within(0.2));
            assertThat(fit.hz(0)).as("sender's pitch: " + where).isCloseTo(440, within(BRIDGE_HZ));
            assertThat(fit.hz(1)).as("generator's pitch: " + where).isCloseTo(1000, within(0.01));
            assertThat(fit.residualDbfs()).as("all else: " + where).isLessThan(-80);
            worst = Math.max(worst, fit.residualDbfs());
        }
        System.out.printf(Locale.ROOT, "%s: worst 100 ms have %.1f dBFS beside the tones%n", what, worst);
    }
}
