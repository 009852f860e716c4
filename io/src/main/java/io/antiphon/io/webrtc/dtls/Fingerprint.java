package io.antiphon.io.webrtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Digest of a certificate as SDP gives it (RFC 8122, section 5), such as {@code sha-256 3F:81:…}. Immutable.
 *
 * @param algorithm {@code sha-256}, {@code sha-384} or {@code sha-512}
 * @param hex the digest, upper case, by colons
 */
public record Fingerprint(String algorithm, String hex) {
    private static final Map<String, String> DIGESTS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

    /** Reads the value of an {@code a=fingerprint} line; empty when it is none or its algorithm is not accepted. */
    public static Optional<Fingerprint> parse(String value) {
        String[] words = value.strip().split("\\s+", -1);
        if (words.length != 2 || !words[1].matches("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2})+")) {
            return Optional.empty();
        }
        String algorithm = words[0].toLowerCase(Locale.ROOT);
        return DIGESTS.containsKey(algorithm)
                ? Optional.of(new Fingerprint(algorithm, words[1].toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    /** Fingerprint of a certificate in DER. */
    public static Fingerprint of(String algorithm, byte[] certificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance(DIGESTS.getOrDefault(algorithm, algorithm));
            String hex = HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest.digest(certificate));
            return new Fingerprint(algorithm, hex);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }

    /** True when this is the fingerprint of that certificate in DER. */
    public boolean matches(byte[] certificate) {
        return equals(of(algorithm, certificate));
    }

    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
