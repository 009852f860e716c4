package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.ApiConnection;
import io.antiphon.systemtests.peer.OwnMachine;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.SineSender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How soon a turned volume is on its way to the room: Scream in, Scream out, the change by REST. */
@RequiresProgram("gcc")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class VolumeLatencyTest {
    private static final int CHANGES = 60;
    private static final int WARM_UP_CHANGES = 10;

    /** A quarter of the sample rate: two samples in a row are sine and cosine, so that each frame tells its level. */
    private static final int TONE_HZ = ScreamCapture.RATE_HZ / 4;

    /** A fader at each of the two: 12 dB apart. */
    private static final double[] VOLUMES = {1, 0.25};

    private static final int SETTLED_FRAMES = ScreamCapture.RATE_HZ / 20;
    private static final int PERIOD_FRAMES = 128;
    private static final double SENDER_MARGIN_MS = 0.5;

    /**
     * One change, all times in ms from the request's leaving to the arrival of the packet with that frame.
     *
     * @param answered the answer came, with the change on disk
     * @param begins first frame whose level differs by 1 %
     * @param heard first frame whose level differs by 1 dB: what an ear can tell in a tone
     * @param done first frame within 0.5 dB of the new level
     * @param standing what the frame that begins it waited behind the mixer in any case: for its packet to be full and due
     */
    private record Change(double answered, double begins, double heard, double done, double standing) {}

    @Test
    void aTurnedVolumeIsHeardWithin20Ms() throws IOException {
        long seed = System.nanoTime();
        System.out.println("volume latency: seed=" + seed);
        Random random = new Random(seed);
        List<Change> changes = new ArrayList<>();
        try (OwnMachine _ = new OwnMachine();
                AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("volume-latency"));
                ApiConnection api = new ApiConnection(antiphon.apiPort());
                ScreamCapture room = new ScreamCapture()) {
            antiphon.addScreamSink("room", room.port());
            antiphon.addSource("tone", "127.0.9.1");
            antiphon.addRoute("tone", "tone", "room");
            try (SineSender sender = SineSender.start(new SineSender.Settings(
                    "127.0.9.1", antiphon.screamPort(), ScreamCapture.RATE_HZ, 16, 2, TONE_HZ, -3, 0))) {
                room.await(Duration.ofSeconds(2), 0);
                for (int i = 0; i < WARM_UP_CHANGES + CHANGES; i++) {
                    room.clear();
                    // Each comes at another moment of period and packet.
                    room.await(Duration.ofMillis(100 + random.nextInt(20)), 0);
                    busyUntil(System.nanoTime() + random.nextInt(6_000_000));
                    int before = room.frames();
                    ApiConnection.Times times = api.get("/routes/tone/volume/" + VOLUMES[(i + 1) % 2]);
                    room.await(Duration.ofMillis(before / 48 + 100), 0);
                    if (i >= WARM_UP_CHANGES) {
                        changes.add(change(room, before, times));
                    }
                }
            }
        }
        report("answered", changes, Change::answered);
        report("begins on the wire", changes, Change::begins);
        report("of which behind the mixer", changes, Change::standing);
        report("begins, without that", changes, change -> change.begins - change.standing);
        report("begins after the answer", changes, change -> change.begins - change.answered);
        report("1 dB on the wire", changes, Change::heard);
        report("done on the wire", changes, Change::done);
        // A ramp without a click takes 21 ms to its end (RampedGain): heard is where an ear can first tell.
        assertThat(changes).allSatisfy(change -> assertThat(change.heard).isLessThan(20));
    }

    private static void busyUntil(long ns) {
        while (System.nanoTime() - ns < 0) {
            Thread.onSpinWait();
        }
    }

    private static Change change(ScreamCapture room, int before, ApiConnection.Times times) {
        float[] sound = room.channel(0);
        double from = level(sound, before - SETTLED_FRAMES);
        double to = level(sound, sound.length - 1);
        int begins = first(sound, before, frame -> Math.abs(level(sound, frame) / from - 1) > 0.01);
        int heard = first(sound, begins, frame -> Math.abs(db(level(sound, frame) / from)) > 1);
        int done = first(sound, heard, frame -> Math.abs(db(level(sound, frame) / to)) < 0.5);
        int leftInPacket = ScreamCapture.PACKET_FRAMES - begins % ScreamCapture.PACKET_FRAMES;
        return new Change(
                (times.answeredNs() - times.sentNs()) / 1e6,
                (room.arrivalNs(begins) - times.sentNs()) / 1e6,
                (room.arrivalNs(heard) - times.sentNs()) / 1e6,
                (room.arrivalNs(done) - times.sentNs()) / 1e6,
                (leftInPacket + PERIOD_FRAMES) * 1e3 / ScreamCapture.RATE_HZ + SENDER_MARGIN_MS);
    }

    private static int first(float[] sound, int from, IntPredicate is) {
        for (int frame = from; frame < sound.length; frame++) {
            if (is.test(frame)) {
                return frame;
            }
        }
        throw new AssertionError("no change within " + sound.length + " frames");
    }

    private static double level(float[] sound, int frame) {
        return Math.hypot(sound[frame], sound[frame - 1]);
    }

    private static double db(double ratio) {
        return 20 * Math.log10(ratio);
    }

    private static void report(String what, List<Change> changes, ToDoubleFunction<Change> value) {
        double[] sorted = changes.stream().mapToDouble(value).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-26s ms: min %.1f, p50 %.1f, p90 %.1f, max %.1f%n",
                what,
                sorted[0],
                sorted[sorted.length / 2],
                sorted[sorted.length * 9 / 10],
                sorted[sorted.length - 1]);
    }
}
