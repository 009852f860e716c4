package io.antiphon.io.webrtc.dtls;

import io.antiphon.io.webrtc.srtp.SrtpKeys;
import java.io.IOException;
import java.util.function.Consumer;

/** The passive side of DTLS-SRTP. Any thread. */
public interface DtlsServer {
    /** Fingerprint of our certificate, for the answer. */
    Fingerprint fingerprint();

    /**
     * Runs the handshake with one peer and then listens until the peer says goodbye or the path ends; says goodbye in
     * that case. Blocks all the while: call it on a virtual thread of its own.
     *
     * @param peer fingerprint that the certificate of the peer must have
     * @param onKeys takes the keys when the handshake is complete
     * @throws IOException when the handshake fails
     */
    void serve(DtlsPath path, Fingerprint peer, Consumer<SrtpKeys> onKeys) throws IOException;
}
