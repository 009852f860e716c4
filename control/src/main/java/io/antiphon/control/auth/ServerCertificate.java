package io.antiphon.control.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate of the server: one that was given, or one of our own that is made on the first start. One use. */
public final class ServerCertificate {
    /** A certificate of our own is made anew when less than this is left. */
    private static final Duration RENEWAL = Duration.ofDays(30);

    /** Name of the certificate in a key store. */
    static final String ALIAS = "server";

    private static final String PKCS8_BEGIN = "-----BEGIN PRIVATE KEY-----";

    private ServerCertificate() {}

    /** What the files hold; our own are made if need be. */
    public static KeyStore load(Location files) throws IOException, GeneralSecurityException {
        return files.ownFolder() == null ? read(files.chain(), files.key()) : own(files.ownFolder());
    }

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
                ALIAS, privateKey(key, certificates[0].getPublicKey().getAlgorithm()), new char[0], certificates);
        return store;
    }

    /** A key store with our own certificate from {@code cert.pem} and {@code key.pem} in a folder, made if need be. */
    public static KeyStore own(Path folder) throws IOException, GeneralSecurityException {
        Path chain = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        if (!Files.exists(chain) || !Files.exists(key) || isNearlyOver(chain)) {
            SelfSigned.make(chain, key);
        }
        return read(chain, key);
    }

    /** Until when the certificate of a file is good; empty when that cannot be read. */
    public static Optional<Instant> end(Path chain) {
        try {
            return Optional.of(notAfter(chain));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Instant notAfter(Path chain) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(chain)) {
            Certificate first = CertificateFactory.getInstance("X.509").generateCertificate(in);
            return ((X509Certificate) first).getNotAfter().toInstant();
        }
    }

    private static boolean isNearlyOver(Path chain) throws IOException, GeneralSecurityException {
        return notAfter(chain).isBefore(Instant.now().plus(RENEWAL));
    }

    /** Our own key is plain PKCS #8, which the JDK reads by itself: a start need not load the library. */
    private static PrivateKey privateKey(Path file, String algorithm) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        int end = text.indexOf("-----END");
        if (!text.startsWith(PKCS8_BEGIN) || end < 0) {
            return ForeignKeys.read(file);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(PKCS8_BEGIN.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " holds no private key in PEM", e);
        }
    }

    /**
     * Where a certificate is.
     *
     * @param chain certificate chain, PEM
     * @param key its private key, PEM
     * @param ownFolder their folder when they are our own, which we make; null when they were given
     */
    public record Location(Path chain, Path key, @Nullable Path ownFolder) {
        /** Files that were given. */
        public static Location given(Path chain, Path key) {
            return new Location(chain, key, null);
        }

        /** Our own. */
        public static Location own(Path folder) {
            return new Location(folder.resolve("cert.pem"), folder.resolve("key.pem"), folder);
        }
    }
}
