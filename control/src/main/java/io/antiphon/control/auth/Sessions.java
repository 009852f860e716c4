package io.antiphon.control.auth;

import io.antiphon.control.auth.SecretFile.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Browsers that are logged in, for 30 days each, also over a restart. Any thread. */
public final class Sessions {
    /** How long one lasts. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final int MAX_SESSIONS = 1_000;

    private final SecretFile file;
    private final InstantSource clock;

    /**
     * @param file where hashes of the sessions are kept
     * @param clock tells when one has expired
     */
    public Sessions(Path file, InstantSource clock) throws IOException {
        this.file = new SecretFile(file);
        this.clock = clock;
    }

    /**
     * Begins one. Returns the cookie's value.
     *
     * @param user whose it is; null for who came by the login link
     */
    public synchronized String begin(@Nullable String user) {
        String secret = Secret.create();
        Instant now = clock.instant();
        file.entries().values().removeIf(entry -> entry.time().isBefore(now));
        if (file.entries().size() >= MAX_SESSIONS) {
            file.entries().entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().time()))
                    .ifPresent(oldest -> file.entries().remove(oldest.getKey()));
        }
        String hash = Secret.hash(secret);
        file.entries().put(hash, new Entry(hash, now.plus(LIFETIME), user, Role.ADMIN, List.of()));
        write();
        return secret;
    }

    /** Who began the session of a cookie; empty when it does not last or its user is gone. */
    public synchronized Optional<Identity> holder(String cookie, Users users) {
        Entry entry = file.entries().get(Secret.hash(cookie));
        if (entry == null || !clock.instant().isBefore(entry.time())) {
            return Optional.empty();
        }
        String user = entry.user();
        return user == null
                ? Optional.of(Identity.BY_LINK)
                : users.role(user).map(role -> new Identity(user, role, List.of()));
    }

    /** Ends all of a user. */
    public synchronized void endAll(String user) {
        if (file.entries().values().removeIf(entry -> user.equals(entry.user()))) {
            write();
        }
    }

    /** Ends one. */
    public synchronized void end(String cookie) {
        if (file.entries().remove(Secret.hash(cookie)) != null) {
            write();
        }
    }

    /** A session that the disk does not take lasts until the program ends. */
    private void write() {
        try {
            file.write();
        } catch (IOException e) {
            LOG.warn("auth: sessions could not be written", e);
        }
    }
}
