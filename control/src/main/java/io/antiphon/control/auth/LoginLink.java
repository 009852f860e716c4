package io.antiphon.control.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The token of the login link that a start prints: valid once, for a day. Any thread. */
public final class LoginLink {
    static final Duration VALID = Duration.ofHours(24);

    private final InstantSource clock;
    private final String token = Secret.create();
    private final Instant expires;
    private @Nullable String hash = Secret.hash(token);

    /** @param clock tells when it has expired */
    public LoginLink(InstantSource clock) {
        this.clock = clock;
        this.expires = clock.instant().plus(VALID);
    }

    /** The token, for the link. */
    public String token() {
        return token;
    }

    /** Uses the token up; false when it is another, was used or has expired. */
    public synchronized boolean redeem(String given) {
        boolean valid = Secret.hash(given).equals(hash) && clock.instant().isBefore(expires);
        if (valid) {
            hash = null;
        }
        return valid;
    }
}
