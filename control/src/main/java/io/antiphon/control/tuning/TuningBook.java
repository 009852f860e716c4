package io.antiphon.control.tuning;

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
import java.util.Map;

/**
 * The tuning and its file, which holds what is not as the ancestors have it. A change is on disk when it returns. Any
 * thread; may wait for the disk.
 */
public final class TuningBook {
    private static final ObjectNode DEFAULTS = Json.tree(Tuning.DEFAULT);

    private final Path file;
    private final Object lock = new Object();
    private volatile Tuning tuning;

    /**
     * Reads the file, when there is one.
     *
     * @throws BadFileException when it is not right; it is left as it is
     */
    public TuningBook(Path file) throws BadFileException {
        this.file = file;
        this.tuning = read(file);
    }

    /** The tuning. */
    public Tuning tuning() {
        return tuning;
    }

    /**
     * Looks whether a patch would be taken. Nothing changes.
     *
     * @throws ChangeRefused with every key that is not allowed
     */
    public void check(ObjectNode patch) throws ChangeRefused {
        merged(tuning, patch);
    }

    /**
     * Merges a patch in: what it does not name stays, what nobody knows is passed over, null is as if it were not there.
     *
     * @throws ChangeRefused with every key that is not allowed; then nothing has changed
     */
    public Tuning merge(ObjectNode patch) throws ChangeRefused, IOException {
        synchronized (lock) {
            Tuning next = merged(tuning, patch);
            AtomicFile.write(
                    file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(ownOf(Json.tree(next))));
            tuning = next;
            return next;
        }
    }

    private static Tuning read(Path file) throws BadFileException {
        try {
            JsonNode saved = Files.exists(file) ? Json.MAPPER.readTree(file.toFile()) : Json.object();
            if (!(saved instanceof ObjectNode object)) {
                throw new BadFileException(file + " must hold a JSON object");
            }
            return merged(Tuning.DEFAULT, object);
        } catch (IOException | ChangeRefused e) {
            throw new BadFileException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Tuning merged(Tuning before, ObjectNode patch) throws ChangeRefused {
        Problems problems = new Problems();
        ObjectNode next = Json.tree(before);
        for (Map.Entry<String, JsonNode> group : patch.properties()) {
            JsonNode given = group.getValue();
            if (!(next.get(group.getKey()) instanceof ObjectNode known) || given.isNull()) {
                continue;
            }
            if (given instanceof ObjectNode values) {
                values.properties().stream()
                        .filter(value ->
                                known.has(value.getKey()) && !value.getValue().isNull())
                        .forEach(value -> known.set(value.getKey(), value.getValue()));
            } else {
                problems.add("type", group.getKey(), "must be an object");
            }
        }
        Tuning read = new RecordReader(problems).read(next, Tuning.DEFAULT);
        checkTogether(read, problems);
        if (!problems.isEmpty()) {
            throw new ChangeRefused(Reason.INVALID, problems.list());
        }
        return read;
    }

    private static void checkTogether(Tuning read, Problems problems) {
        Tuning.SystemAudio audio = read.systemAudioTuning();
        if (audio.alsaLatencyMinMs() > audio.alsaLatencyMaxMs()) {
            problems.add(atMost("system_audio_tuning.alsa_latency_min_ms", "alsa_latency_max_ms"));
        }
        Tuning.Mixer mixer = read.mixerTuning();
        if (mixer.minInputQueueChunks() > mixer.maxInputQueueChunks()) {
            problems.add(atMost("mixer_tuning.min_input_queue_chunks", "max_input_queue_chunks"));
        }
    }

    private static Problem atMost(String key, String other) {
        return Problem.of("out_of_range", key, "must be at most what " + other + " is");
    }

    /** What is not as in the defaults. */
    private static ObjectNode ownOf(ObjectNode whole) {
        ObjectNode own = Json.object();
        whole.properties()
                .forEach(group -> group.getValue().properties().forEach(value -> {
                    if (!value.getValue().equals(DEFAULTS.path(group.getKey()).get(value.getKey()))) {
                        own.withObjectProperty(group.getKey()).set(value.getKey(), value.getValue());
                    }
                }));
        return own;
    }
}
