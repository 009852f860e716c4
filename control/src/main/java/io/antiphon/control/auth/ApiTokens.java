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

    /**
     * Makes one; empty when the name is taken.
     *
     * @param role what it lets do
     * @param scopes what of that; all of it when there are none
     */
    public synchronized Optional<String> create(String name, Role role, List<Scope> scopes) throws IOException {
        if (file.entries().containsKey(name)) {
            return Optional.empty();
        }
        String secret = Secret.create();
        file.entries().put(name, new Entry(Secret.hash(secret), clock.instant(), null, role, scopes));
        file.write();
        return Optional.of(secret);
    }

    /** Takes one back; false when there is none of that name. */
    public synchronized boolean delete(String name) throws IOException {
        return file.remove(name);
    }

    /** All of them, without what makes them work. */
    public synchronized List<Listed> list() {
        return file.entries().entrySet().stream()
                .map((Map.Entry<String, Entry> entry) -> new Listed(
                        entry.getKey(),
                        entry.getValue().time().toString(),
                        entry.getValue().role().wireName(),
                        entry.getValue().scopes().stream().map(Scope::toString).toList()))
                .toList();
    }

    /** Whose request it is that carries this token; empty for one that was not made or was taken back. */
    public synchronized Optional<Identity> holder(String secret) {
        String hash = Secret.hash(secret);
        return file.entries().entrySet().stream()
                .filter(token -> token.getValue().hash().equals(hash))
                .map(token -> new Identity(
                        "token " + token.getKey(),
                        token.getValue().role(),
                        token.getValue().scopes()))
                .findFirst();
    }

    /**
     * A token as it is listed.
     *
     * @param name its name
     * @param created when it was made, ISO 8601
     * @param role what it lets do
     * @param scopes what of that
     */
    public record Listed(String name, String created, String role, List<String> scopes) {
        public Listed {
            scopes = List.copyOf(scopes);
        }
    }
}
