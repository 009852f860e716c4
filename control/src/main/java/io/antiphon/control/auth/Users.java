package io.antiphon.control.auth;

import io.antiphon.control.auth.SecretFile.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People who may log in, with hashes of their passwords. Any thread. */
public final class Users {
    /** Shortest password (NIST SP 800-63B, section 5.1.1.2). */
    public static final int MIN_PASSWORD = 8;

    /** Longest password. */
    public static final int MAX_PASSWORD = 256;

    /** Compared when there is no such user, so that the time of the answer does not tell who there is. */
    private static final String NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    private final SecretFile file;
    private final InstantSource clock;
    private final PasswordChecks checks = new PasswordChecks();

    /**
     * @param file where they are kept
     * @param clock tells when one was made
     */
    public Users(Path file, InstantSource clock) throws IOException {
        this.file = new SecretFile(file);
        this.clock = clock;
    }

    /**
     * Adds one; false when the name is taken.
     *
     * @throws BusyException when too many passwords are waiting to be looked at
     */
    public boolean add(String name, String password, Role role)
            throws IOException, BusyException, InterruptedException {
        String hash = checks.hash(password).orElseThrow(BusyException::new);
        synchronized (this) {
            if (file.entries().containsKey(name)) {
                return false;
            }
            file.entries().put(name, new Entry(hash, clock.instant(), null, role, List.of()));
            file.write();
            return true;
        }
    }

    /**
     * Changes one; false when there is none of that name.
     *
     * @param password null for the one that it has
     * @param role null for the one that it has
     * @throws BusyException when too many passwords are waiting to be looked at; then nothing has changed
     */
    public boolean change(String name, @Nullable String password, @Nullable Role role)
            throws IOException, BusyException, InterruptedException {
        if (role(name).isEmpty()) {
            return false;
        }
        String hash = password == null ? null : checks.hash(password).orElseThrow(BusyException::new);
        synchronized (this) {
            Entry old = file.entries().get(name);
            if (old == null) {
                return false;
            }
            file.entries()
                    .put(
                            name,
                            new Entry(
                                    hash == null ? old.hash() : hash,
                                    old.time(),
                                    null,
                                    role == null ? old.role() : role,
                                    List.of()));
            file.write();
            return true;
        }
    }

    /** Takes one away; false when there is none of that name. */
    public synchronized boolean delete(String name) throws IOException {
        return file.remove(name);
    }

    /** All of them. */
    public synchronized List<Listed> list() {
        return file.entries().entrySet().stream()
                .map((Map.Entry<String, Entry> user) -> new Listed(
                        user.getKey(),
                        user.getValue().role().wireName(),
                        user.getValue().time().toString()))
                .toList();
    }

    /** What somebody is here for; empty when there is none of that name. */
    public synchronized Optional<Role> role(String name) {
        return Optional.ofNullable(file.entries().get(name)).map(Entry::role);
    }

    /**
     * Whether the password is that of the user.
     *
     * @param fromKnownPlace whether somebody got it right from there before
     * @throws BusyException when too many are waiting for that answer
     */
    public boolean check(String name, String password, boolean fromKnownPlace)
            throws BusyException, InterruptedException {
        String hash = hash(name);
        return checks.ask(
                        () -> Passwords.matches(password, hash == null ? NOBODY : hash) && hash != null, fromKnownPlace)
                .orElseThrow(BusyException::new);
    }

    private synchronized @Nullable String hash(String name) {
        Entry user = file.entries().get(name);
        return user == null ? null : user.hash();
    }

    /**
     * A user as it is listed.
     *
     * @param name its name
     * @param role its role
     * @param created when it was made, ISO 8601
     */
    public record Listed(String name, String role, String created) {}

    /** Too many passwords are waiting to be looked at. */
    public static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
