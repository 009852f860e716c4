package io.antiphon.io.webrtc.dtls;

import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.io.IOException;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;

/** The active side of DTLS-SRTP, as a listener has it. One thread runs one handshake. */
public final class DtlsClient {
    private final SrtpTlsClient handshake;

    /**
     * @param identity key and certificate to present
     * @param peer fingerprint that the certificate of the server must have
     * @param profileIds SRTP profiles to offer, by number
     */
    public DtlsClient(DtlsIdentity identity, Fingerprint peer, int... profileIds) {
        this.handshake = new SrtpTlsClient(identity, peer, profileIds);
    }

    /**
     * Runs the handshake; blocks.
     *
     * @return the connection, to be closed with a goodbye
     * @throws IOException when the handshake fails
     */
    public DTLSTransport connect(DtlsPath path) throws IOException {
        path.enter();
        try {
            return new DTLSClientProtocol().connect(handshake, path);
        } finally {
            path.leave();
        }
    }

    /** The keys; only after the handshake. */
    public SrtpKeys keys() {
        return handshake.keys();
    }
}
