package io.antiphon.io.webrtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A key on P-256 and its self-signed certificate, made at start and used for all handshakes. Peers know it by its
 * fingerprint only. Immutable; any thread.
 */
public final class DtlsIdentity {
    private static final ASN1ObjectIdentifier CURVE = SECObjectIdentifiers.secp256r1;
    private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter key;
    private final byte[] certificate;
    private final Fingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter key, byte[] certificate) {
        this.crypto = crypto;
        this.key = key;
        this.certificate = certificate;
        this.fingerprint = Fingerprint.of("sha-256", certificate);
    }

    /** Makes a new one. */
    public static DtlsIdentity create() {
        SecureRandom random = new SecureRandom();
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(CURVE, ECNamedCurveTable.getByOID(CURVE)), random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            return new DtlsIdentity(new BcTlsCrypto(random), pair.getPrivate(), selfSigned(pair, random));
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("self-signed certificate", e);
        }
    }

    private static byte[] selfSigned(AsymmetricCipherKeyPair pair, SecureRandom random)
            throws IOException, OperatorCreationException {
        X500Name name = new X500Name("CN=antiphon");
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(64, random).setBit(0),
                Date.from(now.minus(CLOCK_TOLERANCE)),
                Date.from(now.plus(VALIDITY)),
                name,
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()));
        var signature = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
        return builder.build(new BcECContentSignerBuilder(signature, digest).build(pair.getPrivate()))
                .getEncoded();
    }

    /** Digest of the certificate, for the answer. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Where the cryptography of handshakes comes from. */
    public BcTlsCrypto crypto() {
        return crypto;
    }

    /** What signs a handshake of that context. */
    public TlsCredentialedSigner signer(TlsContext context) throws IOException {
        Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(certificate)});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                chain,
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
