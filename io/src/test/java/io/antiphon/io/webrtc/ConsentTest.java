package io.antiphon.io.webrtc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.io.webrtc.WebRtcCounters.Name;
import io.antiphon.io.webrtc.client.Listener;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time is turned by hand; the network is real. */
@Timeout(60)
class ConsentTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final ManualClock clock = new ManualClock();
    private WebRtcProvider provider;
    private Broadcast broadcast;
    private Listener listener;

    @BeforeEach
    void open() throws Exception {
        provider = new WebRtcProvider(new WebRtcSettings("127.0.0.1", 0, List.of(), 1), 48_000, clock);
        broadcast = provider.open("test", () -> {});
        listener = new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {});
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        provider.close();
    }

    @Test
    void listenerThatVanishedIsForgottenAfterThirtySeconds() throws Exception {
        ListenerSession session = connected();
        listener.vanish();
        letPass(Duration.ofMillis(29_900));
        assertThat(broadcast.sessions()).containsExactly(session);
        awaitForgotten(Duration.ofSeconds(3));
        assertThat(session.status().state()).isEqualTo("closed");
        assertThat(provider.counters().get(Name.SESSIONS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void listenerWhoseHeartbeatsAndChecksCeasedIsForgottenAfterFifteenSeconds() throws Exception {
        ListenerSession session = connected();
        session.heartbeat();
        listener.vanish();
        letPass(Duration.ofMillis(14_900));
        assertThat(broadcast.sessions()).containsExactly(session);
        awaitForgotten(Duration.ofSeconds(3));
    }

    @Test
    void listenerThatNeverSendsHeartbeatsStaysAsLongAsItChecks() throws Exception {
        ListenerSession session = connected();
        for (int seconds = 0; seconds < 120; seconds += 20) {
            letPass(Duration.ofSeconds(20));
            long answers = listener.answers();
            listener.sendCheck();
            await().atMost(5, SECONDS).until(() -> listener.answers() > answers);
        }
        assertThat(broadcast.sessions()).containsExactly(session);
        assertThat(session.status().state()).isEqualTo("connected");
    }

    @Test
    void heartbeatsAloneAreNoConsent() throws Exception {
        ListenerSession session = connected();
        listener.vanish();
        for (int seconds = 0; seconds < 29; seconds++) {
            letPass(Duration.ofSeconds(1));
            session.heartbeat();
        }
        assertThat(broadcast.sessions()).containsExactly(session);
        session.heartbeat();
        awaitForgotten(Duration.ofSeconds(4));
    }

    @Test
    void offerWithoutListenerIsForgotten() throws Exception {
        broadcast.join(listener.offer("stereo=1"));
        awaitForgotten(Duration.ofSeconds(33));
    }

    @Test
    void newSessionAtTheSameAddressEndsTheOldOne() throws Exception {
        ListenerSession old = connected();
        ListenerSession fresh = broadcast.join(listener.offer("stereo=1"));
        listener.aim(fresh.sdpAnswer()); // from here on the old one is checked no more
        letPass(Duration.ofSeconds(8));
        await().atMost(5, SECONDS).until(() -> {
            listener.sendCheck();
            return broadcast.sessions().equals(List.of(fresh));
        });
        assertThat(old.status().state()).isEqualTo("closed");
        assertThat(provider.counters().get(Name.SESSIONS_EVICTED)).isEqualTo(1);
    }

    @Test
    void credentialsOfOneAreNoWayToTheAddressOfAnother() throws Exception {
        ListenerSession victim = connected();
        ListenerSession other = broadcast.join(listener.offer("stereo=1"));
        listener.aim(other.sdpAnswer());
        listener.sendCheck();
        await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.STUN_ADDRESS_IN_USE) > 0);
        assertThat(victim.status().state()).isEqualTo("connected");
        assertThat(provider.counters().get(Name.SESSIONS_EVICTED)).isZero();
    }

    @Test
    void garbageAndForgeriesAreCounted() throws Exception {
        connected();
        listener.send(new byte[] {0});
        listener.send(new byte[] {99, 1, 2});
        listener.send(new byte[0]);
        await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.GARBAGE) == 3);
        byte[] rtcp = new byte[40];
        rtcp[0] = (byte) 0x81;
        rtcp[1] = (byte) 201;
        listener.send(rtcp);
        await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.RTCP_NOT_AUTHENTIC) == 1);
        assertThat(broadcast.sessions()).hasSize(1);
    }

    private ListenerSession connected() throws Exception {
        ListenerSession session = broadcast.join(listener.offer("stereo=1"));
        listener.connect(session.sdpAnswer());
        await().atMost(5, SECONDS).until(() -> session.status().state().equals("connected"));
        return session;
    }

    /** In small steps, as time passes; the sweep looks once a second. */
    private void letPass(Duration time) {
        for (long ms = 0; ms < time.toMillis(); ms += 100) {
            clock.advance(Duration.ofMillis(100).toNanos());
        }
    }

    private void awaitForgotten(Duration atMost) {
        long limitNs = clock.nowNs() + atMost.toNanos();
        await().atMost(20, SECONDS).pollInterval(2, MILLISECONDS).until(() -> {
            if (clock.nowNs() < limitNs) {
                letPass(Duration.ofMillis(100));
            }
            return broadcast.sessions().isEmpty();
        });
    }
}
