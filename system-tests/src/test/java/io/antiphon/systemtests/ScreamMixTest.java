package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.MachineStalls;
import io.antiphon.systemtests.peer.OwnMachine;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.SineSender;
import io.antiphon.systemtests.peer.Takes;
import io.antiphon.systemtests.peer.ToneFit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two senders of different format and clock are mixed into one sink, for a minute, without a flaw. */
@RequiresProgram("gcc")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ScreamMixTest {
    private static final double LEVEL_DBFS = -12;
    private static final Duration LISTENED = Duration.ofSeconds(60);
    private static final int LISTENED_FRAMES = 60 * ScreamCapture.RATE_HZ;
    private static final int WINDOW_FRAMES = ScreamCapture.RATE_HZ / 10;
    private static final int STEP_FRAMES = WINDOW_FRAMES / 2;

    /** Short enough that a pitch on its way to another, slowly, does not look like a click at the stretch's ends. */
    private static final int CLICK_FRAMES = ScreamCapture.RATE_HZ / 40;

    /** What the playout of a fresh server covers of late packets and late periods together. */
    private static final double FRESH_MS = 10;

    /** The same where a machine that stalls needs more: the most that a stream's safety against late packets may be. */
    private static final double STALLING_MS = 200;

    @Test
    @Timeout(Takes.MOST * 100)
    void bothTonesAreThereAtTheirLevelWithoutGapClickOrNoiseAtEitherClock() throws IOException {
        Takes.of(ScreamMixTest::take);
    }

    private static void take(Takes takes) throws IOException {
        try (OwnMachine _ = new OwnMachine();
                AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("scream-mix"));
                MachineStalls machine = MachineStalls.watch();
                ScreamCapture first = new ScreamCapture();
                ScreamCapture second = new ScreamCapture()) {
            if (!takes.isFirst()) {
                antiphon.post(
                        "/api/settings",
                        "{\"timeshift_tuning\":{\"target_buffer_level_ms\":%.0f}}".formatted(STALLING_MS));
            }
            double coveredMs = takes.isFirst() ? FRESH_MS : STALLING_MS;
            route(antiphon, "first", first, "127.0.1.1", "127.0.1.2");
            route(antiphon, "second", second, "127.0.2.1", "127.0.2.2");
            double lateMs = capture(antiphon.screamPort(), first, second);
            machine.stop();
            String held = String.format(
                    Locale.ROOT,
                    "senders were %.1f ms late at worst, and the machine stalled for %.1f, of which the server's playout covers %.0f",
                    lateMs,
                    machine.longestMs(),
                    coveredMs);
            System.out.println(held);
            if (lateMs + machine.longestMs() > coveredMs) {
                takes.disturbed(held);
            }
            check("440 Hz at +100 ppm, 1 kHz at -100 ppm", first, 100);
            check("440 Hz at -100 ppm, 1 kHz at +100 ppm", second, -100);
            assertThat(antiphon.engineCounter("skipped_frames")).isZero();
        }
    }

    /** Has both sinks heard for a minute; returns by how much a sender was late at worst. */
    private static double capture(int port, ScreamCapture first, ScreamCapture second) throws IOException {
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
            List<SineSender> senders = List.of(a, b, c, d);
            senders.forEach(SineSender::takeWorstLateMs);
            first.clear();
            second.clear();
            first.await(LISTENED, 0);
            second.await(LISTENED, 0);
            return senders.stream()
                    .mapToDouble(SineSender::takeWorstLateMs)
                    .max()
                    .orElseThrow();
        }
    }

    private static void route(AntiphonProcess antiphon, String name, ScreamCapture capture, String ipA, String ipB) {
        antiphon.addScreamSink(name, capture.port());
        antiphon.addSource(name + " a", ipA);
        antiphon.addSource(name + " b", ipB);
        antiphon.addRoute(name + " a", name + " a", name);
        antiphon.addRoute(name + " b", name + " b", name);
    }

    /** Both ears of one sink, whose 1 kHz sender's clock is as far off as the 440 Hz one's, the other way. */
    private static void check(String name, ScreamCapture capture, double clockPpm) {
        for (int ear = 0; ear < 2; ear++) {
            String what = name + (ear == 0 ? " left" : " right");
            Flaws flaws = Flaws.of(Arrays.copyOf(capture.channel(ear), LISTENED_FRAMES), clockPpm);
            System.out.println(what + ": " + flaws);
            assertThat(flaws.levelDb).as("dB from the right level: " + what).isLessThan(0.2);
            assertThat(flaws.rmsDbfs).as("noise and distortion: " + what).isLessThan(-80);
            assertThat(flaws.peakDbfs).as("gap or click: " + what).isLessThan(-80);
            assertThat(flaws.phaseFrames)
                    .as("frames the phase jumps by: " + what)
                    .isLessThan(0.01);
            assertThat(flaws.pitchPpm).as("ppm off the sender's pitch: " + what).isLessThan(200);
            // Playout that finds its length moves the pitch by up to 100 ppm, slowly (ArrivalClock).
            assertThat(flaws.usualPpm).as("ppm off, usually: " + what).isLessThan(50);
            assertThat(flaws.meanPpm).as("ppm off in the mean: " + what).isLessThan(100);
        }
        long[] gaps = capture.gapsNs();
        System.out.printf(
                Locale.ROOT,
                "%s: packets come every %.2f ms (p50), %.2f (p99), %.2f (max)%n",
                name,
                gaps[gaps.length / 2] / 1e6,
                gaps[gaps.length * 99 / 100] / 1e6,
                gaps[gaps.length - 1] / 1e6);
    }

    /**
     * The worst of all stretches of 100 ms, each half over the one before.
     *
     * @param levelDb a tone's distance from its level
     * @param rmsDbfs all that is beside the tones
     * @param peakDbfs its largest sample, of stretches of 25 ms
     * @param phaseFrames how far the phase is from where the pitch has taken it since the stretch before
     * @param pitchPpm a tone's distance from its sender's pitch
     * @param usualPpm the same, which half of the stretches do not exceed
     * @param meanPpm the same by the cycles of the whole minute
     */
    private record Flaws(
            double levelDb,
            double rmsDbfs,
            double peakDbfs,
            double phaseFrames,
            double pitchPpm,
            double usualPpm,
            double meanPpm) {
        static Flaws of(float[] sound, double clockPpm) {
            double[] sentHz = {440 * (1 + clockPpm * 1e-6), 1000 * (1 - clockPpm * 1e-6)};
            double level = 0;
            double rms = Double.NEGATIVE_INFINITY;
            double peak = Double.NEGATIVE_INFINITY;
            double phase = 0;
            double mean = 0;
            List<Double> offPpm = new ArrayList<>();
            double[] cycles = new double[2];
            ToneFit last = null;
            int steps = 0;
            for (int from = 0; from + WINDOW_FRAMES <= sound.length; from += STEP_FRAMES, steps++) {
                ToneFit fit = ToneFit.of(sound, from, from + WINDOW_FRAMES, ScreamCapture.RATE_HZ, 440, 1000);
                rms = Math.max(rms, fit.residualDbfs());
                for (int tone = 0; tone < 2; tone++) {
                    level = Math.max(level, Math.abs(fit.levelDbfs(tone) - LEVEL_DBFS));
                    offPpm.add(Math.abs(fit.hz(tone) / sentHz[tone] - 1) * 1e6);
                    if (last != null) {
                        double hz = (last.hz(tone) + fit.hz(tone)) / 2;
                        double expected = hz * STEP_FRAMES / ScreamCapture.RATE_HZ;
                        double jump = (fit.phase(tone) - last.phase(tone)) / (2 * Math.PI) - expected;
                        jump -= Math.rint(jump);
                        phase = Math.max(phase, Math.abs(jump) / hz * ScreamCapture.RATE_HZ);
                        cycles[tone] += expected + jump;
                    }
                }
                last = fit;
            }
            for (int from = 0; from + CLICK_FRAMES <= sound.length; from += CLICK_FRAMES) {
                ToneFit fit = ToneFit.of(sound, from, from + CLICK_FRAMES, ScreamCapture.RATE_HZ, 440, 1000);
                peak = Math.max(peak, fit.residualPeakDbfs());
            }
            for (int tone = 0; tone < 2; tone++) {
                double seconds = (steps - 1.0) * STEP_FRAMES / ScreamCapture.RATE_HZ;
                mean = Math.max(mean, Math.abs(cycles[tone] / seconds / sentHz[tone] - 1) * 1e6);
            }
            Collections.sort(offPpm);
            double pitch = offPpm.getLast();
            double usual = offPpm.get(offPpm.size() / 2);
            return new Flaws(level, rms, peak, phase, pitch, usual, mean);
        }
    }
}
