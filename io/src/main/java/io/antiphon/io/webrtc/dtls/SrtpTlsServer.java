package io.antiphon.io.webrtc.dtls;

import io.antiphon.io.webrtc.srtp.SrtpKeys;
import io.antiphon.io.webrtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/**
 * What one handshake asks of the peer: DTLS 1.2, an SRTP profile that we know, and the certificate that its offer named.
 * Owned by the thread that runs the handshake.
 */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle speaks in Hashtable and Vector
final class SrtpTlsServer extends DefaultTlsServer {
    private static final int RESEND_MS = 100;
    private static final int TIMEOUT_MS = 15_000;
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };

    private final DtlsIdentity identity;
    private final Fingerprint peer;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private boolean peerGone;

    SrtpTlsServer(DtlsIdentity identity, Fingerprint peer) {
        super(identity.crypto());
        this.identity = identity;
        this.peer = peer;
    }

    /** The keys; only after the handshake. */
    SrtpKeys keys() {
        if (keys == null) {
            throw new IllegalStateException("handshake not complete");
        }
        return keys;
    }

    /** True when the peer has said goodbye or given up. */
    boolean isPeerGone() {
        return peerGone;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return TlsUtils.getSupportedCipherSuites(getCrypto(), CIPHER_SUITES);
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return RESEND_MS;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return TIMEOUT_MS;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true; // exported keys are bound to the handshake only with it (RFC 7627, section 5.4)
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return identity.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        Vector algorithms = TlsUtils.getDefaultSupportedSignatureAlgorithms(context);
        return new CertificateRequest(types, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.certificate_required);
        }
        if (!peer.matches(chain.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "certificate is not the offer's");
        }
    }

    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        int[] ids = offered == null ? new int[0] : offered.getProtectionProfiles();
        profile = SrtpProfile.choose(ids)
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common"));
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        int[] chosen = {chosenProfile().id()};
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(chosen, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    /** Keys can be exported here only: the secrets are cleared right after. */
    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile chosen = chosenProfile();
        byte[] material = context.exportKeyingMaterial(SrtpKeys.EXPORTER_LABEL, null, SrtpKeys.materialBytes(chosen));
        keys = SrtpKeys.ofMaterial(chosen, material);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        peerGone = true; // a goodbye or a fatal alert; in DTLS-SRTP nothing follows either
    }

    private SrtpProfile chosenProfile() {
        if (profile == null) {
            throw new IllegalStateException("no SRTP profile chosen yet");
        }
        return profile;
    }
}
