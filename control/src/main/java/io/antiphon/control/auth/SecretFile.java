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
     */
    record Entry(String hash, Instant time, @Nullable String user, Role role, List<Scope> scopes) {
        Entry {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * One entry in the file. What an older file does not say is null.
     *
     * @param hash hash of the secret
     * @param time a time as ISO 8601 has it
     * @param user whose it is
     * @param role name of a role; without one it may all
     * @param scopes parts of the role
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Stored(
            String hash,
            String time,
            @Nullable String user,
            @Nullable String role,
            @Nullable List<String> scopes) {
        static Stored of(Entry entry) {
            List<String> scopes = entry.scopes().stream().map(Scope::toString).toList();
            return new Stored(
                    entry.hash(),
                    entry.time().toString(),
                    entry.user(),
                    entry.role().wireName(),
                    scopes);
        }

        Entry read() {
            Role known = role == null ? Role.ADMIN : Role.of(role).orElseThrow();
            List<Scope> parts = scopes == null
                    ? List.of()
                    : scopes.stream().map(part -> Scope.of(part).orElseThrow()).toList();
            return new Entry(hash, Instant.parse(time), user, known, parts);
        }
    }
}
