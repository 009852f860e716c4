package io.antiphon.io.webrtc.dtls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.io.webrtc.srtp.RtpProtection;
import io.antiphon.io.webrtc.srtp.SrtpKeys;
import io.antiphon.io.webrtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DtlsHandshakeTest {
    private static final DtlsIdentity SERVER = DtlsIdentity.create();
    private static final DtlsIdentity CLIENT = DtlsIdentity.create();

    private final HandshakeGate gate = new HandshakeGate();
    private final DtlsPath server = new DtlsPath(this::toClient, gate);
    private final DtlsPath client = new DtlsPath(this::toServer, gate);
    private final CompletableFuture<SrtpKeys> serverKeys = new CompletableFuture<>();
    private int dropped;

    @Test
    void bothSidesHaveTheSameKeysAndGoodbyeEndsTheServer() throws Exception {
        CompletableFuture<Boolean> ended = serve(CLIENT.fingerprint());
        DtlsClient handshake = new DtlsClient(CLIENT, SERVER.fingerprint(), 1, 8, 7);
        var connection = handshake.connect(client);
        SrtpKeys ours = serverKeys.get(5, SECONDS);
        assertThat(ours.profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(canTalk(ours, handshake.keys())).isTrue();
        connection.close();
        assertThat(ended.get(5, SECONDS)).isTrue();
    }

    @Test
    void counterModeIsTakenWhenNothingElseIsOffered() throws Exception {
        CompletableFuture<Boolean> ended = serve(CLIENT.fingerprint());
        DtlsClient handshake = new DtlsClient(CLIENT, SERVER.fingerprint(), 1);
        handshake.connect(client);
        assertThat(serverKeys.get(5, SECONDS).profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        server.end();
        assertThat(ended.get(5, SECONDS)).isTrue();
    }

    @Test
    void certificateThatIsNotTheOffersIsRefused() {
        CompletableFuture<Boolean> ended = serve(SERVER.fingerprint());
        DtlsClient handshake = new DtlsClient(CLIENT, SERVER.fingerprint(), 7);
        assertThatThrownBy(() -> handshake.connect(client)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ended.get(5, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(serverKeys).isNotDone();
    }

    @Test
    void peerWithoutKnownProfileIsRefused() {
        CompletableFuture<Boolean> ended = serve(CLIENT.fingerprint());
        DtlsClient handshake = new DtlsClient(CLIENT, SERVER.fingerprint(), 2);
        assertThatThrownBy(() -> handshake.connect(client)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> ended.get(5, SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void lostFlightsAreRepeated() throws Exception {
        dropped = 3;
        CompletableFuture<Boolean> ended = serve(CLIENT.fingerprint());
        var connection = new DtlsClient(CLIENT, SERVER.fingerprint(), 7).connect(client);
        assertThat(serverKeys.get(5, SECONDS).profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        connection.close();
        assertThat(ended.get(5, SECONDS)).isTrue();
    }

    @Test
    void fingerprintsAreReadAsOffersWriteThem() {
        Fingerprint ours = SERVER.fingerprint();
        assertThat(Fingerprint.parse("SHA-256 " + ours.hex().toLowerCase(Locale.ROOT)))
                .contains(ours);
        assertThat(Fingerprint.parse("md5 00:11")).isEmpty();
        assertThat(Fingerprint.parse("sha-256")).isEmpty();
    }

    private CompletableFuture<Boolean> serve(Fingerprint peer) {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                new BouncyDtlsServer(() -> SERVER).serve(server, peer, serverKeys::complete);
                ended.complete(true);
            } catch (IOException e) {
                ended.completeExceptionally(e);
            }
        });
        return ended;
    }

    private static boolean canTalk(SrtpKeys server, SrtpKeys client) {
        byte[] packet = new byte[60];
        int length = RtpProtection.of(server.profile(), server.server()).protect(packet, 12, 40, 5);
        return RtpProtection.of(client.profile(), client.server()).unprotect(packet, 12, length, 5) == 40;
    }

    private void toClient(byte[] datagram, int offset, int length) {
        if (dropped > 0) {
            dropped--;
            return;
        }
        client.offer(Arrays.copyOfRange(datagram, offset, offset + length));
    }

    private void toServer(byte[] datagram, int offset, int length) {
        server.offer(Arrays.copyOfRange(datagram, offset, offset + length));
    }
}
