package io.antiphon.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.antiphon.systemtests.peer.AntiphonProcess;
import io.antiphon.systemtests.peer.MachineStalls;
import io.antiphon.systemtests.peer.RequiresProgram;
import io.antiphon.systemtests.peer.ScreamCapture;
import io.antiphon.systemtests.peer.SineSender;
import io.antiphon.systemtests.peer.Takes;
import io.antiphon.systemtests.peer.ToneFit;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Senders that stop, change their mind, send rubbish or come in crowds; a route beside them must not notice. */
@RequiresProgram("gcc")
@Timeout(value = Takes.MOST * 60, unit = TimeUnit.SECONDS)
class HostileSendersTest {
    private static final int WINDOW_FRAMES = ScreamCapture.RATE_HZ / 10;

    /** What the playout of a fresh server covers of late packets and late periods together. */
    private static final double COVERED_MS = 10;

    @Test
    void aSenderThatStopsForFiveSecondsComesBack() throws IOException {
        Takes.of(takes -> Scene.play(takes, Scene::stopAndComeBack));
    }

    @Test
    void aSenderThatChangesFormatInMidStreamIsFollowed() throws IOException {
        Takes.of(takes -> Scene.play(takes, Scene::changeFormat));
    }

    @Test
    void rubbishAndOneByteDatagramsAreCounted() throws IOException {
        Takes.of(takes -> Scene.play(takes, Scene::sendRubbish));
    }

    @Test
    void sixtyFourSendersAtOnceAreAllHeard() throws IOException {
        Takes.of(takes -> Scene.play(takes, Scene::sendFromSixtyFour));
    }

    /** What happens beside the bystander. */
    @FunctionalInterface
    private interface Act {
        void run(Scene scene) throws IOException;
    }

    /** A server with a bystander, who must not notice anything, and the sink that it happens to. */
    private static final class Scene implements AutoCloseable {
        private final AntiphonProcess antiphon = AntiphonProcess.start(AntiphonProcess.folder("hostile"));
        private final ScreamCapture bystander = new ScreamCapture();
        private final ScreamCapture victim = new ScreamCapture();
        private final SineSender steady;

        Scene() throws IOException {
            steady = SineSender.start(tone("127.0.3.1", 48_000, 16, 440));
        }

        static void play(Takes takes, Act act) throws IOException {
            try (Scene scene = new Scene();
                    MachineStalls machine = MachineStalls.watch()) {
                scene.routeBoth();
                act.run(scene);
                scene.bystanderHasNotNoticed(takes, machine);
            }
        }

        @Override
        public void close() {
            steady.close();
            bystander.close();
            victim.close();
            antiphon.close();
        }

        private void routeBoth() {
            route("bystander", "127.0.3.1", bystander);
            route("victim", "127.0.3.2", victim);
            bystander.await(Duration.ofSeconds(2), 0);
            bystander.clear();
        }

        private void bystanderHasNotNoticed(Takes takes, MachineStalls machine) throws IOException {
            bystander.await(Duration.ofMillis(bystander.frames() / 48 + 1_000), 0);
            machine.stop();
            float[] heard = bystander.channel(0);
            int disturbed = 0;
            for (int from = 0; from + WINDOW_FRAMES <= heard.length; from += WINDOW_FRAMES) {
                ToneFit fit = ToneFit.of(heard, from, from + WINDOW_FRAMES, ScreamCapture.RATE_HZ, 440);
                disturbed += fit.residualDbfs() < -80 ? 0 : 1;
            }
            double lateMs = steady.takeWorstLateMs();
            String held = String.format(
                    Locale.ROOT,
                    "the bystander's sender was %.1f ms late at worst, and the machine stalled for %.1f",
                    lateMs,
                    machine.longestMs());
            System.out.printf("bystander: tenths of a second disturbed: %d; %s%n", disturbed, held);
            if (lateMs + machine.longestMs() > COVERED_MS) {
                takes.disturbed(held);
            }
            assertThat(disturbed)
                    .as("tenths of a second in which the bystander was disturbed")
                    .isZero();
        }

        private void stopAndComeBack() {
            try (SineSender sender = SineSender.start(tone("127.0.3.2", 48_000, 16, 1000))) {
                victim.await(Duration.ofSeconds(1), 0);
                sender.pause();
                awaitState("127.0.3.2", "gone");
                bystander.await(Duration.ofSeconds(5), 0);
                victim.clear();
                sender.resume();
                awaitTone(1000);
                assertThat(streamCounter("127.0.3.2", "underruns")).isPositive();
            }
        }

        private void changeFormat() {
            try (SineSender sender = SineSender.start(tone("127.0.3.2", 48_000, 16, 1000))) {
                awaitTone(1000);
                sender.change(tone("127.0.3.2", 96_000, 24, 700));
                awaitTone(700);
            }
            assertThat(streamCounter("127.0.3.2", "format_changes")).isPositive();
        }

        private void sendRubbish() throws IOException {
            long seed = System.nanoTime();
            System.out.println("rubbish: seed=" + seed);
            Random random = new Random(seed);
            try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.3.9", 0))) {
                InetAddress to = InetAddress.ofLiteral("127.0.0.1");
                for (int i = 0; i < 5_000; i++) {
                    byte[] bytes = new byte[i % 2 == 0 ? 1 : random.nextInt(1500)];
                    random.nextBytes(bytes);
                    if (bytes.length > 1) {
                        bytes[1] = 8; // a depth that is not the protocol's, so that none is taken for a sender
                    }
                    socket.send(new DatagramPacket(bytes, bytes.length, to, antiphon.screamPort()));
                }
            }
            bystander.await(Duration.ofSeconds(2), 0);
            Awaitility.await("rubbish is counted")
                    .until(() -> receiverCounter("too_short") > 1_000 && receiverCounter("bad_bits") > 1_000);
        }

        private void sendFromSixtyFour() {
            List<SineSender> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 64; i++) {
                    String ip = "127.0.4." + (i + 1);
                    antiphon.addSource(ip, ip);
                    antiphon.addRoute(ip, ip, "victim");
                    crowd.add(SineSender.start(new SineSender.Settings(
                            ip, antiphon.screamPort(), 48_000, 16, 2, 200 + 100 * i, -42, i - 32)));
                }
                victim.await(Duration.ofSeconds(2), 0);
                victim.clear();
                float[] heard = victim.await(Duration.ofSeconds(5), 0);
                bystander.await(Duration.ofSeconds(5), 0);
                for (int i = 0; i < 64; i++) {
                    assertThat(levelNearest(-42, heard, 200 + 100.0 * i))
                            .as("sender %d: %s", i, stream("127.0.4." + (i + 1)))
                            .isCloseTo(-42, within(0.3));
                }
            } finally {
                crowd.forEach(SineSender::close);
            }
        }

        /**
         * Level of a tone in the fifth of a second in which it is nearest: a second would be too long for a high tone while
         * playout looks for its latency and bends it.
         */
        private static double levelNearest(double dbfs, float[] heard, double hz) {
            int window = ScreamCapture.RATE_HZ / 5;
            double nearest = Double.NEGATIVE_INFINITY;
            for (int from = 0; from + window <= heard.length; from += window) {
                double level = ToneFit.levelDbfs(heard, from, from + window, ScreamCapture.RATE_HZ, hz);
                nearest = Math.abs(level - dbfs) < Math.abs(nearest - dbfs) ? level : nearest;
            }
            return nearest;
        }

        private SineSender.Settings tone(String address, int rateHz, int bits, int hz) {
            return new SineSender.Settings(address, antiphon.screamPort(), rateHz, bits, 2, hz, -12, 20);
        }

        private void route(String name, String ip, ScreamCapture capture) {
            antiphon.addScreamSink(name, capture.port());
            antiphon.addSource(name, ip);
            antiphon.addRoute(name, name, name);
        }

        /** Waits until the last half second of the victim is that tone and nothing else. */
        private void awaitTone(double hz) {
            int half = ScreamCapture.RATE_HZ / 2;
            Awaitility.await(hz + " Hz").atMost(Duration.ofSeconds(10)).until(() -> {
                float[] heard = victim.channel(0);
                if (heard.length < half) {
                    return false;
                }
                ToneFit fit = ToneFit.of(heard, heard.length - WINDOW_FRAMES, heard.length, ScreamCapture.RATE_HZ, hz);
                return Math.abs(fit.levelDbfs(0) + 12) < 0.2 && fit.residualDbfs() < -80;
            });
        }

        private void awaitState(String tag, String state) {
            Awaitility.await(tag + " is " + state)
                    .until(() -> antiphon.get("/api/stats")
                            .path("stream_stats")
                            .path(tag)
                            .path("state")
                            .asText()
                            .equals(state));
        }

        private JsonNode stream(String tag) {
            return antiphon.get("/api/stats").path("stream_stats").path(tag);
        }

        private long streamCounter(String tag, String counter) {
            return stream(tag).path("counters").path(counter).asLong(-1);
        }

        private long receiverCounter(String counter) {
            return antiphon.get("/api/stats")
                    .path("receivers")
                    .path("scream")
                    .path(counter)
                    .asLong(-1);
        }
    }
}
