package io.antiphon.io.webrtc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.Broadcast;
import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.engine.endpoint.ListenerSession;
import io.antiphon.io.net.LocalAddresses;
import io.antiphon.io.webrtc.WebRtcCounters.Name;
import io.antiphon.io.webrtc.client.Listener;
import io.antiphon.io.webrtc.dtls.DtlsIdentity;
import io.antiphon.io.webrtc.ice.StunBuilder;
import io.antiphon.io.webrtc.ice.StunMessage;
import java.io.IOException;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners do to stay in reach, and what others do to get in. Clock and network are real. */
@Timeout(60)
class IceTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();
    private static final String STEREO = "stereo=1";

    private WebRtcProvider provider;
    private Broadcast broadcast;
    private RenderLoop render;
    private Listener listener;

    @BeforeEach
    void open() throws Exception {
        open(true);
    }

    private void open(boolean batches) throws Exception {
        provider = new WebRtcProvider(
                new WebRtcSettings("0.0.0.0", 0, List.of(), 2, batches, CodecPreferences.DEFAULT),
                48_000,
                new SystemClock());
        broadcast = provider.open("test", () -> {});
        render = new RenderLoop(broadcast.input(), 48_000);
        listener = listener("127.0.0.1");
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        render.close();
        broadcast.close();
        provider.close();
    }

    @ParameterizedTest(name = "batches: {0}")
    @ValueSource(booleans = {true, false})
    void listenersOfBothFamiliesHearTheSamePort(boolean batches) throws Exception {
        assumeTrue(LocalAddresses.all().stream().anyMatch(Inet6Address.class::isInstance), "no IPv6 here");
        close();
        open(batches);
        try (Listener six = listener("::1")) {
            ListenerSession fourth = join(listener);
            ListenerSession sixth = join(six);
            awaitMore(listener, 20);
            awaitMore(six, 20);
            assertThat(six.lost() + listener.lost()).isZero();
            assertThat(fourth.status().remoteAddress()).startsWith("127.0.0.1:");
            assertThat(sixth.status().remoteAddress()).startsWith("[0:0:0:0:0:0:0:1]:");
        }
    }

    @Test
    void listenerThatMovesIsFollowedWithoutAWordOfSignalling() throws Exception {
        ListenerSession session = join(listener);
        awaitMore(listener, 10);
        String before = session.status().remoteAddress();
        listener.move();
        awaitMore(listener, 20);
        assertThat(session.status().remoteAddress()).isNotEqualTo(before);
        assertThat(broadcast.sessions()).containsExactly(session);
        assertThat(listener.notAuthentic()).isZero();
    }

    @Test
    void sessionGoesOnAfterARestartWithNewCredentials() throws Exception {
        ListenerSession session = join(listener);
        awaitMore(listener, 10);
        String tag = session.iceTag();
        String piece = session.applyFragment(listener.restart()).orElseThrow();
        assertThat(session.iceTag()).isNotEqualTo(tag);
        listener.move(); // still with the old credentials, which hold until the new ones are used
        awaitMore(listener, 10);

        listener.restarted(piece);
        await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.ICE_RESTARTS) == 1);
        awaitMore(listener, 20);
        assertThat(session.status().state()).isEqualTo("connected");
        long answers = listener.answers();
        listener.sendCheck();
        await().atMost(5, SECONDS).until(() -> listener.answers() > answers);

        long unknown = provider.counters().get(Name.STUN_UNKNOWN_SESSION);
        listener.check(session.sdpAnswer());
        await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.STUN_UNKNOWN_SESSION) > unknown);
    }

    @Test
    void candidatesAloneAreNoRestartAndAreGivenOnce() throws Exception {
        ListenerSession session = broadcast.join(listener.offer(STEREO));
        assertThat(session.takeCandidates()).isNotEmpty().allSatisfy(each -> {
            assertThat(session.sdpAnswer()).contains("a=" + each.line() + "\r\n");
            assertThat(each.mid()).isEqualTo("0");
        });
        assertThat(session.takeCandidates()).isEmpty();
        assertThat(session.applyFragment("a=candidate:1 1 udp 1 192.0.2.1 9 typ host"))
                .isEmpty();
        assertThat(session.iceTag()).endsWith("-1");
        assertThat(session.status().counters()).containsEntry("remote_candidates", 1L);
        assertThatThrownBy(() -> session.applyFragment("hello"))
                .isInstanceOf(Broadcast.OfferException.class)
                .hasMessageContaining("a=ice-ufrag");
        assertThatThrownBy(() -> session.applyFragment("a=ice-ufrag:new0"))
                .isInstanceOf(Broadcast.OfferException.class)
                .hasMessageContaining("a=ice-pwd");
    }

    @Test
    void listenerWithAnotherCertificateThanItsOfferHearsNothing() throws Exception {
        String offer;
        try (Listener other =
                new Listener(DtlsIdentity.create(), (sequence, timestamp, packet, offset, length) -> {})) {
            offer = other.offer(STEREO);
        }
        ListenerSession session = broadcast.join(offer);
        assertThatThrownBy(() -> listener.connect(session.sdpAnswer())).isInstanceOf(IOException.class);
        await().atMost(5, SECONDS).until(() -> broadcast.sessions().isEmpty());
        assertThat(session.status().state()).isEqualTo("closed");
        assertThat(session.status().counters()).containsEntry("packets_sent", 0L);
        assertThat(provider.counters().get(Name.HANDSHAKES_FAILED)).isEqualTo(1);
    }

    @Test
    void checksThatAreNotSignedRightAreIgnored() throws Exception {
        ListenerSession session = join(listener);
        awaitMore(listener, 10);
        String media = session.status().remoteAddress();
        String name = fragment(session) + ":x";
        try (Listener stranger = listener("127.0.0.1")) {
            stranger.aim(session.sdpAnswer());
            byte[] signed = check(name, "wrong password, and long enough");
            stranger.send(signed);
            stranger.send(unsigned(signed));
            stranger.send(withoutIntegrity(signed));
            stranger.send(check("nobody:x", "wrong password, and long enough"));
            byte[] damaged = signed.clone();
            damaged[damaged.length - 1] ^= 1;
            stranger.send(damaged);
            await().atMost(5, SECONDS)
                    .until(() -> provider.counters().get(Name.STUN_NOT_AUTHENTIC) == 3
                            && provider.counters().get(Name.STUN_UNKNOWN_SESSION) == 1
                            && provider.counters().get(Name.GARBAGE) == 1);
            byte[] hello = new byte[100];
            hello[0] = 22;
            stranger.send(hello);
            await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.UNKNOWN_ADDRESS) == 1);
        }
        assertThat(session.status().remoteAddress()).isEqualTo(media);
    }

    @Test
    void floodDisturbsNobody() throws Exception {
        ListenerSession session = join(listener);
        awaitMore(listener, 10);
        try (Listener stranger = listener("127.0.0.1")) {
            stranger.aim(session.sdpAnswer());
            byte[][] kinds = {
                new byte[0],
                new byte[1_200],
                dtls(),
                check("nobody:x", "whatever is long enough here"),
                check(fragment(session) + ":x", "whatever is long enough here"),
            };
            for (int i = 0; i < 20_000; i++) {
                stranger.send(kinds[i % kinds.length]);
            }
        }
        // What claims to come from the listener itself is bounded too.
        for (int i = 0; i < 1_000; i++) {
            listener.send(dtls());
        }
        await().atMost(5, SECONDS).until(() -> provider.counters().get(Name.TOO_MANY_OF_ONE) > 0);
        long answers = listener.answers();
        listener.sendCheck();
        await().atMost(5, SECONDS).until(() -> listener.answers() > answers);
        awaitMore(listener, 20);
        assertThat(listener.lost()).as(listener.toString()).isZero();
        assertThat(broadcast.sessions()).containsExactly(session);
        assertThat(provider.counters().get(Name.STUN_NOT_AUTHENTIC)).isPositive();
    }

    @Test
    void nothingIsLeftOfListenersThatHaveCome() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Listener guest = listener("127.0.0.1")) {
                ListenerSession session = broadcast.join(guest.offer(STEREO));
                guest.connect(session.sdpAnswer());
                session.applyFragment(guest.restart());
            }
        }
        await().atMost(10, SECONDS).until(() -> broadcast.sessions().isEmpty());
        await().atMost(10, SECONDS).until(() -> provider.held() == 0);
    }

    private static Listener listener(String host) throws IOException {
        return new Listener(IDENTITY, (sequence, timestamp, packet, offset, length) -> {}, host);
    }

    private ListenerSession join(Listener who) throws Exception {
        ListenerSession session = broadcast.join(who.offer(STEREO));
        who.connect(session.sdpAnswer());
        return session;
    }

    private static void awaitMore(Listener who, int packets) {
        long before = who.received();
        await().atMost(10, SECONDS).until(() -> who.received() >= before + packets);
    }

    private static String fragment(ListenerSession session) {
        return session.sdpAnswer()
                .lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow()
                .substring("a=ice-ufrag:".length());
    }

    private static byte[] check(String username, String password) {
        byte[] transaction = new byte[StunMessage.TRANSACTION_BYTES];
        ThreadLocalRandom.current().nextBytes(transaction);
        return new StunBuilder(StunMessage.BINDING_REQUEST, transaction)
                .username(username)
                .controlling(1, 1L, true)
                .signed(password);
    }

    /** The same without integrity (24 bytes) and fingerprint (8 bytes). */
    private static byte[] unsigned(byte[] signed) {
        byte[] bare = Arrays.copyOf(signed, signed.length - 32);
        bare[3] = (byte) (bare.length - 20);
        return bare;
    }

    /** The same without integrity, with the right fingerprint. */
    private static byte[] withoutIntegrity(byte[] signed) {
        byte[] bare = unsigned(signed);
        bare[3] = (byte) (bare[3] + 8);
        CRC32 crc = new CRC32();
        crc.update(bare);
        return ByteBuffer.allocate(bare.length + 8)
                .put(bare)
                .putShort((short) 0x8028)
                .putShort((short) 4)
                .putInt((int) crc.getValue() ^ 0x5354554E)
                .array();
    }

    /** A record that says it is application data of DTLS 1.2. */
    private static byte[] dtls() {
        byte[] record = new byte[100];
        record[0] = 23;
        record[1] = (byte) 0xFE;
        record[2] = (byte) 0xFD;
        record[4] = 1;
        record[12] = 87;
        return record;
    }
}
