package io.antiphon.control.auth;

import io.antiphon.control.store.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The certificate of the server: one that was given, or one of our own that is made on the first start. One use. */
public final class ServerCertificate {
    /** The longest that browsers take from anybody (CA/Browser Forum, 2020). */
    private static final Duration LIFETIME = Duration.ofDays(825);

    /** A certificate of our own is made anew when less than this is left. */
    private static final Duration RENEWAL = Duration.ofDays(30);

    private static final String PKCS8_BEGIN = "-----BEGIN PRIVATE KEY-----";

    private ServerCertificate() {}

    /** A key store with the given certificate chain and key, both PEM. */
    public static KeyStore read(Path chain, Path key) throws IOException, GeneralSecurityException {
        Certificate[] certificates;
        try (var in = Files.newInputStream(chain)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            certificates = read.toArray(Certificate[]::new);
        }
        if (certificates.length == 0) {
            throw new GeneralSecurityException(chain + " holds no certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", privateKey(key, certificates[0].getPublicKey().getAlgorithm()), new char[0], certificates);
        return store;
    }

    /** A key store with our own certificate from {@code cert.pem} and {@code key.pem} in a folder, made if need be. */
    public static KeyStore own(Path folder) throws IOException, GeneralSecurityException {
        Path chain = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        if (!Files.exists(chain) || !Files.exists(key) || isNearlyOver(chain)) {
            make(chain, key);
        }
        return read(chain, key);
    }

    private static boolean isNearlyOver(Path chain) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(chain)) {
            Certificate first = CertificateFactory.getInstance("X.509").generateCertificate(in);
            Instant end = ((X509Certificate) first).getNotAfter().toInstant();
            return end.isBefore(Instant.now().plus(RENEWAL));
        }
    }

    /** Our own key is plain PKCS #8, which the JDK reads by itself: a start need not load the library. */
    private static PrivateKey privateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        if (text.startsWith(PKCS8_BEGIN)) {
            String base64 = text.substring(PKCS8_BEGIN.length(), text.indexOf("-----END"));
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        }
        return foreignKey(file);
    }

    private static PrivateKey foreignKey(Path file) throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(Files.newBufferedReader(file))) {
            Object read = parser.readObject();
            return switch (read) {
                case PEMKeyPair pair -> new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo info -> new JcaPEMKeyConverter().getPrivateKey(info);
                case null, default ->
                    throw new GeneralSecurityException(file + " holds no private key in PEM without a password");
            };
        }
    }

    private static void make(Path chain, Path key) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        AtomicFile.write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        AtomicFile.write(chain, pem(selfSigned(pair)));
    }

    private static X509Certificate selfSigned(KeyPair pair) throws IOException, GeneralSecurityException {
        String host = hostName();
        X500Name name = new X500Name("CN=" + host + ".local");
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, new SecureRandom()).setBit(0),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(LIFETIME)),
                name,
                pair.getPublic());
        Set<GeneralName> names = new LinkedHashSet<>();
        for (String dns : Set.of(host, host + ".local", "antiphon.local", "localhost")) {
            names.add(new GeneralName(GeneralName.dNSName, dns));
        }
        names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
        names.add(new GeneralName(GeneralName.iPAddress, "::1"));
        builder.addExtension(
                Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("the certificate could not be signed", e);
        }
    }

    /** Host name without domain, only of characters that a certificate may hold. */
    private static String hostName() {
        String name;
        try {
            name = InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            name = "";
        }
        String plain = name.split("\\.", 2)[0].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "");
        return plain.isEmpty() ? "antiphon" : plain;
    }

    private static byte[] pem(Object of) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(of);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
