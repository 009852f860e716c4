package io.antiphon.io.webrtc.dtls;

import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;

/**
 * DTLS 1.2 by Bouncy Castle. There is no HelloVerifyRequest: it would not survive a ClientHello in two datagrams, as
 * browsers send; the address was proven by a signed STUN check before. Any thread.
 */
public final class BouncyDtlsServer implements DtlsServer {
    private static final int MAX_RECORD_BYTES = 1_500;
    private static final int IDLE_WAIT_MS = 3_600_000;

    private final Supplier<DtlsIdentity> identity;

    /** @param identity what we are known by; asked, and waited for, when it is needed */
    public BouncyDtlsServer(Supplier<DtlsIdentity> identity) {
        this.identity = identity;
    }

    @Override
    public Fingerprint fingerprint() {
        return identity.get().fingerprint();
    }

    @Override
    public void serve(DtlsPath path, Fingerprint peer, Consumer<SrtpKeys> onKeys) throws IOException {
        path.enter();
        try {
            SrtpTlsServer handshake = new SrtpTlsServer(identity.get(), peer);
            DTLSTransport transport = new DTLSServerProtocol().accept(handshake, path);
            onKeys.accept(handshake.keys());
            awaitGoodbye(handshake, transport);
        } finally {
            path.leave();
        }
    }

    /** Reads on for the goodbye and for repeats of the peer's last flight, which the record layer answers. */
    private static void awaitGoodbye(SrtpTlsServer handshake, DTLSTransport transport) throws IOException {
        byte[] unused = new byte[MAX_RECORD_BYTES];
        try {
            while (!handshake.isPeerGone()) {
                transport.receive(unused, 0, unused.length, IDLE_WAIT_MS);
            }
        } catch (InterruptedIOException e) {
            // the path was closed: by the goodbye, or by us, who then owe one
        } finally {
            transport.close();
        }
    }
}
