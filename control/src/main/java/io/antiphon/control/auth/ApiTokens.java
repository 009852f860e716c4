package io.antiphon.control.auth;

import io.antiphon.control.auth.SecretFile.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens for programs. A token is shown once, when it is made; only its hash is kept. Any thread. */
public final class ApiTokens {
    private final SecretFile file;
    private final InstantSource clock;

    /**
     * @param file where hashes of the tokens are kept
     * @param clock tells when one was made
     */
    public ApiTokens(Path file, InstantSource clock) throws IOException {
        this.file = new SecretFile(file);
        this.clock = clock;
    }

    /** Makes one; empty when the name is taken. */
    public synchronized Optional<String> create(String name) throws IOException {
        if (file.entries().containsKey(name)) {
            return Optional.empty();
        }
        String secret = Secret.create();
        file.entries().put(name, new Entry(Secret.hash(secret), clock.instant()));
        file.write();
        return Optional.of(secret);
    }

    /** Takes one back; false when there is none of that name. */
    public synchronized boolean delete(String name) throws IOException {
        if (file.entries().remove(name) == null) {
            return false;
        }
        file.write();
        return true;
    }

    /** Names and times of making. */
    public synchronized List<Listed> list() {
        return file.entries().entrySet().stream()
                .map((Map.Entry<String, Entry> entry) ->
                        new Listed(entry.getKey(), entry.getValue().time().toString()))
                .toList();
    }

    /** True for a token that was made and not taken back. */
    public synchronized boolean holds(String secret) {
        String hash = Secret.hash(secret);
        return file.entries().values().stream().anyMatch(entry -> entry.hash().equals(hash));
    }

    /**
     * A token as it is listed.
     *
     * @param name its name
     * @param created when it was made, ISO 8601
     */
    public record Listed(String name, String created) {}
}
