package io.antiphon.control.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import io.antiphon.control.schema.RecordReader;
import io.antiphon.control.store.AtomicFile;
import io.antiphon.control.store.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What user interfaces remember, one document for the whole server, and its file. What they add to it stays. A change is
 * on disk when it returns. Any thread; may wait for the disk.
 */
public final class Preferences {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_BYTES_EACH = 64 * 1024;

    /** Key of what is remembered of each person. */
    private static final String PEOPLE = "people";

    private static final String TUTORIAL = "tutorial";

    /** Names of older clients. */
    private static final Map<String, String> ALIASES =
            Map.of("currentStep", "current_step", "completedSteps", "completed_steps", "completedAt", "completed_at");

    private final Path file;
    private final Object lock = new Object();
    private volatile ObjectNode document;

    /**
     * How far the guided tour has come.
     *
     * @param currentStep step that comes next
     * @param completed whether it is over
     * @param completedAt since when, as the client wrote it
     * @param completedSteps names of the steps that are done
     * @param version version of the tour
     */
    public record Tutorial(
            int currentStep,
            boolean completed,
            @Nullable String completedAt,
            List<String> completedSteps,
            int version) {
        /** Not begun. */
        public static final Tutorial DEFAULT = new Tutorial(0, false, null, List.of(), 2);

        public Tutorial {
            completedSteps = List.copyOf(completedSteps);
        }
    }

    /**
     * Reads the file; what is missing there gets its default, and is saved.
     *
     * @throws BadFileException when it is not right; it is left as it is
     */
    public Preferences(Path file) throws BadFileException {
        this.file = file;
        this.document = read(file);
    }

    private static ObjectNode read(Path file) throws BadFileException {
        ObjectNode read = Json.object();
        read.set(TUTORIAL, Json.tree(Tutorial.DEFAULT));
        read.put("mdns_responder_uuid", UUID.randomUUID().toString());
        read.put("mdns_router_uuid", UUID.randomUUID().toString());
        try {
            JsonNode saved = Files.exists(file) ? Json.MAPPER.readTree(file.toFile()) : Json.object();
            if (!(saved instanceof ObjectNode object)) {
                throw new BadFileException(file + " must hold a JSON object");
            }
            ObjectNode whole = merged(read, object);
            if (!whole.equals(saved)) {
                AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(whole));
            }
            return whole;
        } catch (IOException | ChangeRefused e) {
            throw new BadFileException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The document; not to be changed. */
    public ObjectNode document() {
        return document;
    }

    /** What is remembered of one person; not to be changed. */
    public ObjectNode of(String owner) {
        return document.path(PEOPLE).path(owner) instanceof ObjectNode own ? own : Json.object();
    }

    /** Merges a patch into what is remembered of one person, and returns the whole of that. */
    public ObjectNode merge(String owner, ObjectNode patch) throws ChangeRefused, IOException {
        synchronized (lock) {
            ObjectNode own = of(owner).deepCopy();
            patch.properties().forEach(entry -> mergeInto(own, entry.getKey(), entry.getValue()));
            if (Json.MAPPER.writeValueAsBytes(own).length > MOST_BYTES_EACH) {
                throw tooLarge("a person's preferences must have at most " + MOST_BYTES_EACH + " bytes together");
            }
            ObjectNode whole = Json.object();
            whole.putObject(PEOPLE).set(owner, own);
            merge(whole);
            return own;
        }
    }

    private static ChangeRefused tooLarge(String message) {
        return new ChangeRefused(Reason.INVALID, new Problem("too_large", message, null, null, null));
    }

    /** Merges a patch in, objects into objects, and returns the whole. */
    public ObjectNode merge(ObjectNode patch) throws ChangeRefused, IOException {
        synchronized (lock) {
            ObjectNode next = merged(document, patch);
            byte[] bytes = Json.MAPPER.writeValueAsBytes(next);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge("preferences must have at most " + MOST_BYTES + " bytes together");
            }
            AtomicFile.write(file, bytes);
            document = next;
            return next;
        }
    }

    private static ObjectNode merged(ObjectNode before, ObjectNode patch) throws ChangeRefused {
        ObjectNode next = before.deepCopy();
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            if (entry.getKey().equals(TUTORIAL)) {
                next.set(TUTORIAL, Json.tree(tutorial(next.path(TUTORIAL), entry.getValue())));
            } else {
                mergeInto(next, entry.getKey(), entry.getValue());
            }
        }
        return next;
    }

    private static void mergeInto(ObjectNode target, String key, JsonNode value) {
        if (value instanceof ObjectNode object && target.get(key) instanceof ObjectNode inner) {
            object.properties().forEach(entry -> mergeInto(inner, entry.getKey(), entry.getValue()));
        } else {
            target.set(key, value);
        }
    }

    private static Tutorial tutorial(JsonNode before, JsonNode patch) throws ChangeRefused {
        JsonNode given = patch;
        if (patch instanceof ObjectNode object) {
            ObjectNode named = Json.object();
            object.properties()
                    .forEach(
                            entry -> named.set(ALIASES.getOrDefault(entry.getKey(), entry.getKey()), entry.getValue()));
            given = named;
        }
        Problems problems = new Problems();
        RecordReader reader = new RecordReader(problems);
        Tutorial read = reader.read(given, reader.read(before, Tutorial.DEFAULT));
        if (!problems.isEmpty()) {
            throw new ChangeRefused(
                    Reason.INVALID,
                    problems.list().stream()
                            .map(problem -> problem.inside(TUTORIAL))
                            .toList());
        }
        return read;
    }
}
