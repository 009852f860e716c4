package io.antiphon.control.auth;

import io.antiphon.control.auth.SecretFile.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
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

    /** Begins one. Returns the cookie's value. */
    public synchronized String begin() {
        String secret = Secret.create();
        Instant now = clock.instant();
        file.entries().values().removeIf(entry -> entry.time().isBefore(now));
        if (file.entries().size() >= MAX_SESSIONS) {
            file.entries().entrySet().stream()
                    .min(Comparator.comparing(entry -> entry.getValue().time()))
                    .ifPresent(oldest -> file.entries().remove(oldest.getKey()));
        }
        String hash = Secret.hash(secret);
        file.entries().put(hash, new Entry(hash, now.plus(LIFETIME)));
        write();
        return secret;
    }

    /** True for the cookie of a session that lasts. */
    public synchronized boolean holds(String cookie) {
        Entry entry = file.entries().get(Secret.hash(cookie));
        return entry != null && clock.instant().isBefore(entry.time());
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
