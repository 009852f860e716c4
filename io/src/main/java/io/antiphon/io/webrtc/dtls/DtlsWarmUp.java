package io.antiphon.io.webrtc.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One handshake with ourselves at start, beside everything else: the first one in a fresh JVM takes 40…80 ms, which the
 * first listener need not wait for. Stateless.
 */
public final class DtlsWarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(DtlsWarmUp.class);
    private static final int[] PROFILES = {7, 8, 1};

    private DtlsWarmUp() {}

    /**
     * Starts it on a virtual thread of its own.
     *
     * @param ours asked on that thread
     */
    public static void start(Supplier<DtlsIdentity> ours) {
        Thread.ofVirtual().name("dtls-warm-up").start(() -> run(ours.get()));
    }

    private static void run(DtlsIdentity identity) {
        HandshakeGate gate = new HandshakeGate();
        Wire wire = new Wire(gate);
        DtlsPath server = wire.server;
        DtlsPath client = wire.client;
        Thread.ofVirtual().name("dtls-warm-up-server").start(() -> serve(identity, server));
        try {
            new DtlsClient(identity, identity.fingerprint(), PROFILES)
                    .connect(client)
                    .close();
        } catch (IOException e) {
            LOG.warn("dtls: warm-up failed, the first listener waits a little longer: {}", e.getMessage());
        } finally {
            server.end();
        }
    }

    private static void serve(DtlsIdentity identity, DtlsPath path) {
        try {
            new BouncyDtlsServer(() -> identity).serve(path, identity.fingerprint(), keys -> {});
        } catch (IOException e) {
            LOG.debug("dtls: warm-up server ended: {}", e.getMessage());
        }
    }

    /** Two paths, each of which gets what is sent on the other. */
    private static final class Wire {
        final DtlsPath server;
        final DtlsPath client;

        Wire(HandshakeGate gate) {
            server = new DtlsPath(this::toClient, gate);
            client = new DtlsPath(this::toServer, gate);
        }

        private void toClient(byte[] datagram, int offset, int length) {
            client.offer(Arrays.copyOfRange(datagram, offset, offset + length));
        }

        private void toServer(byte[] datagram, int offset, int length) {
            server.offer(Arrays.copyOfRange(datagram, offset, offset + length));
        }
    }
}
