package io.antiphon.io.webrtc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.Broadcast.UnavailableException;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.io.codec.opus.OpusPayload;
import io.antiphon.io.webrtc.client.Listener;
import io.antiphon.io.webrtc.client.PacketSink;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebRtcBroadcastTest {
    private static final String STEREO = "minptime=10;useinbandfec=1;stereo=1";
    private static final WebRtcSettings SETTINGS = new WebRtcSettings("127.0.0.1", 0, List.of("203.0.113.7"), 2);
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final AtomicInteger emptied = new AtomicInteger();
    private WebRtcProvider provider;
    private Broadcast broadcast;
    private RenderLoop render;

    @BeforeEach
    void open() throws Exception {
        open(48_000);
    }

    private void open(int graphRateHz) throws Exception {
        provider = new WebRtcProvider(SETTINGS, graphRateHz, new SystemClock());
        broadcast = provider.open("test", emptied::incrementAndGet);
        render = new RenderLoop(broadcast.input(), graphRateHz);
    }

    @AfterEach
    void close() throws Exception {
        render.close();
        broadcast.close();
        provider.close();
    }

    @ParameterizedTest(name = "graph at {0} Hz")
    @ValueSource(ints = {48_000, 44_100, 96_000})
    void eachToneIsHeardOnItsSideWithoutLoss(int graphRateHz) throws Exception {
        close();
        open(graphRateHz);
        try (Tones tones = new Tones();
                Listener listener = new Listener(IDENTITY, tones)) {
            ListenerSession session = join(listener, STEREO);
            // One second without a stall of this machine, which has no real-time rights here, is enough.
            await().atMost(20, SECONDS).untilAsserted(() -> {
                assertThat(tones.levelDb(0, 440)).isEqualTo(-6.0, offset(0.5));
                assertThat(tones.levelDb(1, 880)).isEqualTo(-6.0, offset(0.5));
                assertThat(tones.levelDb(0, 880)).isLessThan(-50);
                assertThat(tones.levelDb(1, 440)).isLessThan(-50);
            });
            assertThat(listener.lost()).as(listener.toString()).isZero();
            assertThat(listener.notAuthentic()).isZero();
            assertThat(listener.reports()).isPositive();
            assertThat(session.status().state()).isEqualTo("connected");
            assertThat(session.status().codec()).isEqualTo("opus 128 kb/s stereo, 10 ms");
        }
    }

    @Test
    void twentyListenersShareOneEncoder() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {});
                listeners.add(listener);
                join(listener, STEREO);
            }
            await().atMost(20, SECONDS).until(() -> listeners.stream().allMatch(each -> each.received() > 50));
            assertThat(broadcastCounter("encoders")).isEqualTo(1);
            long encoded = broadcastCounter("packets_encoded");
            long sent = broadcast.sessions().stream()
                    .mapToLong(each -> listenerCounter(each, "packets_sent"))
                    .sum();
            assertThat(sent).isGreaterThan(encoded * 5);
            assertThat(listeners).allSatisfy(each -> assertThat(each.lost()).isZero());
        } finally {
            for (Listener listener : listeners) {
                listener.close();
            }
        }
        await().atMost(10, SECONDS).until(() -> broadcastCounter("encoders") == 0);
    }

    @Test
    void otherWishesHaveAnEncoderOfTheirOwn() throws Exception {
        try (Listener stereo = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {});
                Listener mono = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {})) {
            join(stereo, STEREO);
            ListenerSession session = join(mono, "stereo=0;maxaveragebitrate=32000");
            await().atMost(10, SECONDS).until(() -> mono.received() > 20 && stereo.received() > 20);
            assertThat(session.status().codec()).isEqualTo("opus 32 kb/s mono, 10 ms");
            assertThat(broadcastCounter("encoders")).isEqualTo(2);
        }
    }

    @Test
    void oneEncodingTooManyIsRefusedAndAKnownOneIsNot() throws Exception {
        try (Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {})) {
            broadcast.join(listener.offer("maxaveragebitrate=10000"));
            ListenerSession second = broadcast.join(listener.offer("maxaveragebitrate=20000"));
            assertThatThrownBy(() -> broadcast.join(listener.offer("maxaveragebitrate=30000")))
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.why()).isEqualTo(UnavailableException.Why.TOO_MANY_ENCODINGS))
                    .hasMessageContaining("2 different encodings");
            broadcast.join(listener.offer("maxaveragebitrate=10000"));
            assertThat(broadcast.sessions()).hasSize(3);

            second.close();
            broadcast.join(listener.offer("maxaveragebitrate=30000"));
            assertThat(broadcast.sessions()).hasSize(3);
        }
    }

    @Test
    void whoWishesNothingOddIsNeverKeptAwayByThoseWhoDo() throws Exception {
        try (Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {})) {
            broadcast.join(listener.offer("maxaveragebitrate=10000"));
            broadcast.join(listener.offer("maxaveragebitrate=20000"));
            broadcast.join(listener.offer(STEREO));
            broadcast.join(listener.offer("stereo=0;useinbandfec=1"));
            assertThat(broadcast.sessions()).hasSize(4);
        }
    }

    @Test
    void publicAddressIsTheFirstCandidateOfTheAnswer() throws Exception {
        try (Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {})) {
            String answer = broadcast.join(listener.offer(STEREO)).sdpAnswer();
            assertThat(answer.lines().filter(line -> line.startsWith("a=candidate")))
                    .satisfiesExactly(
                            first -> assertThat(first).contains(" 203.0.113.7 " + provider.port() + " typ host"),
                            second -> assertThat(second).contains(" 127.0.0.1 " + provider.port() + " typ host"));
        }
    }

    @Test
    void goodbyeOfTheListenerEndsTheSession() throws Exception {
        Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {});
        ListenerSession session = join(listener, STEREO);
        await().atMost(10, SECONDS).until(() -> listener.received() > 10);
        listener.close();
        await().atMost(5, SECONDS).until(() -> broadcast.sessions().isEmpty());
        assertThat(session.status().state()).isEqualTo("closed");
        assertThat(broadcast.session(session.id())).isEmpty();
        assertThat(emptied).hasValue(1);
    }

    @Test
    void closeEndsTheStream() throws Exception {
        try (Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {})) {
            ListenerSession session = join(listener, STEREO);
            await().atMost(10, SECONDS).until(() -> listener.received() > 10);
            session.close();
            assertThat(broadcast.sessions()).isEmpty();
            await().atMost(5, SECONDS).until(() -> broadcastCounter("encoders") == 0);
            assertThat(emptied).hasValue(1);
        }
    }

    @Test
    void receiverReportsAreRead() throws Exception {
        try (Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {})) {
            ListenerSession session = join(listener, STEREO);
            await().atMost(10, SECONDS).until(() -> listener.received() > 10);
            listener.report(7, 480);
            await().atMost(5, SECONDS).until(() -> listenerCounter(session, "reports_received") == 1);
            assertThat(session.status().counters()).containsEntry("packets_lost", 7L);
            assertThat(session.status().counters()).containsEntry("jitter_us", 10_000L);
        }
    }

    @Test
    void whoReportsLossIsSentWhatRepairsItAndNobodyElse() throws Exception {
        Payloads lossy = new Payloads();
        Payloads clean = new Payloads();
        try (Listener one = new Listener(IDENTITY, lossy);
                Listener other = new Listener(IDENTITY, clean)) {
            ListenerSession session = join(one, STEREO);
            join(other, STEREO);
            await().atMost(10, SECONDS).until(() -> one.received() > 10 && other.received() > 10);
            assertThat(lossy.repairing).isFalse();
            one.report(26, 1, 0);
            await().atMost(5, SECONDS).until(() -> lossy.repairing);
            assertThat(listenerCounter(session, "fec_percent")).isEqualTo(10);
            assertThat(broadcastCounter("encoders")).isEqualTo(2);
            assertThat(clean.repairing).isFalse();
            for (int i = 0; i < 10; i++) {
                one.report(0, 1, 0);
            }
            await().atMost(5, SECONDS).until(() -> !lossy.repairing);
            await().atMost(5, SECONDS).until(() -> broadcastCounter("encoders") == 1);
            assertThat(lossy.worstStep).as("frames from packet to packet").isBetween(480, 960);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"PCMU, 80, 80", "PCMA, 80, 80", "G722, 80, 80"})
    void telephonesAreServedBesideOpus(String codec, int bytes, int step) throws Exception {
        Payloads payloads = new Payloads();
        try (Listener telephone = new Listener(IDENTITY, payloads)) {
            String number = Map.of("PCMU", "0", "PCMA", "8", "G722", "9").get(codec);
            String offer = telephone.offer(STEREO).replace("63 111 0", number).replace("PCMU", codec);
            ListenerSession session = broadcast.join(offer.replace("a=rtpmap:0 ", "a=rtpmap:" + number + " "));
            telephone.connect(session.sdpAnswer());
            await().atMost(10, SECONDS).until(() -> telephone.received() > 50);
            assertThat(session.status().codec()).isEqualTo(codec.toLowerCase(Locale.ROOT) + " 64 kb/s mono, 10 ms");
            assertThat(payloads.length).isEqualTo(bytes);
            assertThat(payloads.worstStep).isEqualTo(step);
            assertThat(telephone.lost()).isZero();
        }
    }

    @ParameterizedTest(name = "{0} ms")
    @CsvSource({"3, 120", "5, 240", "20, 960", "40, 1920", "60, 2880"})
    void packetsLastAsLongAsTheListenerAsks(int ptime, int frames) throws Exception {
        Payloads payloads = new Payloads();
        try (Tones tones = new Tones();
                Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {
                    payloads.onPacket(sequence, timestamp, packet, offset, length);
                    tones.onPacket(sequence, timestamp, packet, offset, length);
                })) {
            join(listener, "stereo=1;ptime=" + ptime);
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(tones.levelDb(0, 440)).isEqualTo(-6.0, offset(0.5)));
            assertThat(payloads.frames).isEqualTo(frames);
            assertThat(payloads.worstStep).isEqualTo(frames);
            assertThat(listener.lost()).isZero();
        }
    }

    /** What packets are like. Written by the listener's thread. */
    private static final class Payloads implements PacketSink {
        private volatile boolean repairing;
        private volatile int frames;
        private volatile int length;
        private volatile int worstStep;
        private int lastTimestamp;
        private boolean started;

        @Override
        public void onPacket(int sequence, int timestamp, byte[] packet, int offset, int bytes) {
            worstStep = started ? Math.max(worstStep, timestamp - lastTimestamp) : 0;
            started = true;
            lastTimestamp = timestamp;
            length = bytes;
            frames = OpusPayload.frames(packet, offset, bytes);
            repairing = !OpusPayload.isCelt(packet, offset);
        }
    }

    private ListenerSession join(Listener listener, String opusParameters) throws Exception {
        ListenerSession session = broadcast.join(listener.offer(opusParameters));
        listener.connect(session.sdpAnswer());
        return session;
    }

    private long broadcastCounter(String name) {
        return broadcast.input().status().counters().getOrDefault(name, -1L);
    }

    private static long listenerCounter(ListenerSession session, String name) {
        return session.status().counters().getOrDefault(name, -1L);
    }
}
