package io.antiphon.io.webrtc.dtls;

import io.antiphon.io.webrtc.srtp.SrtpKeys;
import io.antiphon.io.webrtc.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** What a listener's handshake offers and asks. Owned by the thread that runs the handshake. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // Bouncy Castle speaks in Hashtable
final class SrtpTlsClient extends DefaultTlsClient {
    private static final int RESEND_MS = 100;
    private static final int TIMEOUT_MS = 15_000;

    private final DtlsIdentity identity;
    private final Fingerprint peer;
    private final int[] profileIds;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    SrtpTlsClient(DtlsIdentity identity, Fingerprint peer, int... profileIds) {
        super(identity.crypto());
        this.identity = identity;
        this.peer = peer;
        this.profileIds = profileIds.clone();
    }

    SrtpKeys keys() {
        if (keys == null) {
            throw new IllegalStateException("handshake not complete");
        }
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
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
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(profileIds, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
        profile = SrtpProfile.choose(chosen == null ? new int[0] : chosen.getProtectionProfiles())
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile chosen"));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                if (!peer.matches(server.getCertificate().getCertificateAt(0).getEncoded())) {
                    throw new TlsFatalAlert(AlertDescription.bad_certificate);
                }
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return identity.signer(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile chosen = profile;
        if (chosen == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        byte[] material = context.exportKeyingMaterial(SrtpKeys.EXPORTER_LABEL, null, SrtpKeys.materialBytes(chosen));
        keys = SrtpKeys.ofMaterial(chosen, material);
    }
}
