package io.antiphon.control.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import io.antiphon.control.schema.Json;
import io.antiphon.control.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small file of hashes, each with a name and a time; only its owner can read it. Not for threads by itself. */
final class SecretFile {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Reads the file; one that does not parse is kept aside, and nobody is let in by it. */
    SecretFile(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        byte[] content = Files.readAllBytes(file);
        try {
            Map<String, Stored> stored = Json.MAPPER.readValue(content, new TypeReference<>() {});
            stored.forEach((name, entry) -> entries.put(name, entry.read()));
        } catch (IOException | RuntimeException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".broken");
            LOG.warn("auth: a file does not parse, it is kept aside: aside={}", aside, e);
            AtomicFile.write(aside, content);
            entries.clear();
        }
    }

    /** The live entries by name; {@link #write} after a change. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** Takes an entry away for good; false when there is none of that name. */
    boolean remove(String name) throws IOException {
        if (entries.remove(name) == null) {
            return false;
        }
        write();
        return true;
    }

    void write() throws IOException {
        Map<String, Stored> stored = new LinkedHashMap<>();
        entries.forEach((name, entry) -> stored.put(name, Stored.of(entry)));
        AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(stored));
    }

    /**
     * One entry.
     *
     * @param hash hash of the secret
     * @param time when it was made or when it ends
     * @param user whose it is; null when it is nobody's
     * @param role what it lets do
     * @param scopes what of that
     * @param visit where it was used last; null for what is not noted of
     */
    record Entry(
            String hash,
            Instant time,
            @Nullable String user,
            Role role,
            List<Scope> scopes,
            @Nullable Visit visit) {
        Entry {
            scopes = List.copyOf(scopes);
        }

        Entry(String hash, Instant time, @Nullable String user, Role role, List<Scope> scopes) {
            this(hash, time, user, role, scopes, null);
        }

        Entry usedAt(Visit last) {
            return new Entry(hash, time, user, role, scopes, last);
        }
    }

    /**
     * When and from where something was used last.
     *
     * @param seen when
     * @param address address of the client
     * @param agent what it says to be
     */
    record Visit(Instant seen, String address, String agent) {}

    /**
     * One entry in the file. What an older file does not say is null.
     *
     * @param hash hash of the secret
     * @param time a time as ISO 8601 has it
     * @param user whose it is
     * @param role name of a role; without one it may all
     * @param scopes parts of the role
     * @param seen when it was used last
     * @param address from where
     * @param agent by what
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Stored(
            String hash,
            String time,
            @Nullable String user,
            @Nullable String role,
            @Nullable List<String> scopes,
            @Nullable String seen,
            @Nullable String address,
            @Nullable String agent) {
        static Stored of(Entry entry) {
            List<String> scopes = entry.scopes().stream().map(Scope::toString).toList();
            Visit visit = entry.visit();
            return new Stored(
                    entry.hash(),
                    entry.time().toString(),
                    entry.user(),
                    entry.role().wireName(),
                    scopes,
                    visit == null ? null : visit.seen().toString(),
                    visit == null ? null : visit.address(),
                    visit == null ? null : visit.agent());
        }

        Entry read() {
            Role known = role == null ? Role.ADMIN : Role.of(role).orElseThrow();
            List<Scope> parts = scopes == null
                    ? List.of()
                    : scopes.stream().map(part -> Scope.of(part).orElseThrow()).toList();
            Visit visit = seen == null
                    ? null
                    : new Visit(Instant.parse(seen), address == null ? "" : address, agent == null ? "" : agent);
            return new Entry(hash, Instant.parse(time), user, known, parts, visit);
        }
    }
}
