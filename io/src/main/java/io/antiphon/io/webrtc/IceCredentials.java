package io.antiphon.io.webrtc;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * User fragment and password of one side (RFC 8445, section 5.3). Immutable.
 *
 * @param fragment at least 4 characters
 * @param password at least 22 characters
 */
record IceCredentials(String fragment, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FRAGMENT_BYTES = 6;
    private static final int PASSWORD_BYTES = 18;

    static IceCredentials random() {
        return new IceCredentials(characters(FRAGMENT_BYTES), characters(PASSWORD_BYTES));
    }

    /** Base64 has the alphabet of ice-char; whole groups of three bytes need no padding. */
    private static String characters(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
