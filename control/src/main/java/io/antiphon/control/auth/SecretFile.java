package io.antiphon.control.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import io.antiphon.control.schema.Json;
import io.antiphon.control.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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
            stored.forEach((name, entry) -> entries.put(name, new Entry(entry.hash(), Instant.parse(entry.time()))));
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

    void write() throws IOException {
        Map<String, Stored> stored = new LinkedHashMap<>();
        entries.forEach((name, entry) ->
                stored.put(name, new Stored(entry.hash(), entry.time().toString())));
        AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(stored));
    }

    /**
     * One entry.
     *
     * @param hash hash of the secret
     * @param time when it was made or when it ends
     */
    record Entry(String hash, Instant time) {}

    /**
     * One entry in the file.
     *
     * @param hash hash of the secret
     * @param time a time as ISO 8601 has it
     */
    record Stored(String hash, String time) {}
}
