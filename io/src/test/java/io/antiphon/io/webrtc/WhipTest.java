package io.antiphon.io.webrtc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.Broadcast.OfferException;
import io.antiphon.engine.endpoint.PublicationProvider;
import io.antiphon.engine.endpoint.PublisherSession;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.webrtc.client.Listener;
import io.antiphon.io.webrtc.client.Publisher;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publisher in Java, and what a source makes of it. */
@Timeout(60)
class WhipTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();
    private static final OpusSettings STEREO = new OpusSettings(128_000, 48_000, 2, 10, false, true, false);
    private static final String TAG = "whip:Mic";

    private final Clock clock = new SystemClock();
    private final GraphFormat graph = GraphFormat.DEFAULT;
    private WebRtcProvider provider;
    private PublicationProvider publications;
    private SourceEndpoint source;
    private Ears ears;

    @BeforeEach
    void open() throws Exception {
        provider = new WebRtcProvider(new WebRtcSettings("127.0.0.1", 0, List.of(), 1), graph.sampleRateHz(), clock);
        GraphTime time = new GraphTime(graph.sampleRateHz(), clock.nowNs());
        publications = provider.publications(graph, time);
        source = publications.open(TAG);
        ears = new Ears(source, time);
    }

    @AfterEach
    void close() {
        ears.close();
        source.close();
        provider.close();
    }

    @Test
    void eachToneIsHeardOnItsSideAndThePublisherIsToldHowItArrives() throws Exception {
        try (Publisher publisher = new Publisher(IDENTITY, STEREO)) {
            PublisherSession session = publish(publisher);
            publisher.start(number -> false);
            assertTones();
            SourceStatus status = source.status();
            assertThat(status.state()).isEqualTo(SourceStatus.State.PLAYING);
            assertThat(status.counters()).containsEntry("lost", 0L).containsEntry("refused", 0L);
            assertThat(publications.streams()).hasSize(1);
            await().atMost(10, SECONDS).until(() -> publisher.reports() > 0);
            assertThat(publications.session(TAG, session.id())).contains(session);
        }
        await().atMost(10, SECONDS).until(() -> publications.streams().isEmpty());
        assertThat(source.status().format()).isNull();
        await().atMost(10, SECONDS).until(() -> source.status().state() == SourceStatus.State.GONE);
    }

    @Test
    void withFivePercentLossTheTonesKeepTheirLevel() throws Exception {
        Random random = new Random(5);
        try (Publisher publisher = new Publisher(IDENTITY, STEREO)) {
            publish(publisher);
            publisher.start(number -> random.nextDouble() < 0.05);
            await().atMost(20, SECONDS).until(() -> counter("lost") >= 10);
            assertTones();
            assertThat(counter("invented_frames") + counter("repaired_frames"))
                    .as(source.status().toString())
                    .isPositive();
        }
    }

    @Test
    void whoComesLaterTakesTheStreamOver() throws Exception {
        try (Publisher first = new Publisher(IDENTITY, STEREO);
                Publisher second = new Publisher(IDENTITY, STEREO)) {
            PublisherSession before = publish(first);
            first.start(number -> false);
            await().atMost(10, SECONDS).until(() -> counter("packets") > 10);
            PublisherSession after = publish(second);
            assertThat(publications.session(TAG, before.id())).isEmpty();
            assertThat(publications.session(TAG, after.id())).contains(after);
            second.start(number -> false);
            assertTones();
            assertThat(counter("publishers")).isEqualTo(2);
        }
    }

    @Test
    void anOfferOfAListenerOrWithoutOpusIsExplained() throws Exception {
        try (Listener listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {});
                Publisher publisher = new Publisher(IDENTITY, STEREO)) {
            assertThatThrownBy(() -> publications.publish(TAG, listener.offer("stereo=1")))
                    .isInstanceOf(OfferException.class)
                    .hasMessageContaining("a=sendonly");
            assertThatThrownBy(() -> publications.publish(TAG, publisher.offer().replace("opus/48000/2", "vp8/90000")))
                    .isInstanceOf(OfferException.class)
                    .hasMessageContaining("opus/48000/2");
            String answer = publications.publish(TAG, publisher.offer()).sdpAnswer();
            assertThat(answer)
                    .contains("a=recvonly", "stereo=1", "useinbandfec=1", "a=ptime:10")
                    .doesNotContain("a=ssrc", "a=msid:");
        }
    }

    private PublisherSession publish(Publisher publisher) throws Exception {
        PublisherSession session = publications.publish(TAG, publisher.offer());
        publisher.connect(session.sdpAnswer());
        return session;
    }

    /** One second without a stall of this machine, which has no real-time rights here, is enough. */
    private void assertTones() {
        await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(ears.levelDb(0, 440)).isEqualTo(-6.0, offset(0.5));
            assertThat(ears.levelDb(1, 880)).isEqualTo(-6.0, offset(0.5));
            assertThat(ears.levelDb(0, 880)).isLessThan(-30);
            assertThat(ears.levelDb(1, 440)).isLessThan(-30);
        });
    }

    private long counter(String name) {
        return source.status().counters().getOrDefault(name, -1L);
    }

    /** Reads a source as the render thread does, and keeps its last second. */
    private final class Ears implements AutoCloseable {
        private final float[][] second = new float[2][48_000];
        private final SourceEndpoint heard;
        private final GraphTime time;
        private final Thread thread;
        private volatile boolean stopped;

        Ears(SourceEndpoint heard, GraphTime time) {
            this.heard = heard;
            this.time = time;
            this.thread = Thread.ofPlatform().name("fake-render").daemon().start(this::run);
        }

        private void run() {
            int frames = graph.periodFrames();
            AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, frames);
            for (long position = 0; !stopped; position += frames) {
                clock.awaitUntil(time.nsOf(position));
                heard.read(block, position);
                synchronized (this) {
                    for (int i = 0; i < frames; i++) {
                        for (int c = 0; c < 2; c++) {
                            second[c][(int) ((position + i) % 48_000)] =
                                    block.isSilent() ? 0 : block.channel(Math.min(c, block.channels() - 1))[i];
                        }
                    }
                }
            }
        }

        synchronized double levelDb(int channel, int hz) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 48_000; i++) {
                re += second[channel][i] * Math.cos(2 * Math.PI * hz * i / 48_000);
                im += second[channel][i] * Math.sin(2 * Math.PI * hz * i / 48_000);
            }
            return 20 * Math.log10(2 * Math.hypot(re, im) / 48_000 + 1e-9);
        }

        @Override
        public void close() {
            stopped = true;
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
