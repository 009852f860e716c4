package io.antiphon.control.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.model.Equalizer;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import io.antiphon.control.schema.RecordReader;
import io.antiphon.control.schema.TextRule;
import io.antiphon.control.store.AtomicFile;
import io.antiphon.control.store.BadFileException;
import io.antiphon.control.store.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Equalizer presets by name, and their file, whose shape is the ancestors': a map from names to equalizers. A change is on
 * disk when it returns. Any thread; may wait for the disk.
 */
public final class EqualizerBook {
    /** So many that nobody is held up, and that nobody fills the disk. */
    private static final int MOST = 500;

    private final Path file;
    private final Object lock = new Object();
    private volatile Map<String, Equalizer> presets;

    /**
     * Reads the file, when there is one.
     *
     * @throws BadFileException when it is not right; it is left as it is
     */
    public EqualizerBook(Path file) throws BadFileException {
        this.file = file;
        this.presets = read(file);
    }

    /** All presets, in the order in which they were first saved. */
    public Collection<Equalizer> all() {
        return presets.values();
    }

    /** Saves a preset under the name that it has, in the place of the one of that name. */
    public void put(Equalizer preset) throws ChangeRefused, IOException {
        String name = preset.name();
        if (name == null || !TextRule.NAME.holds(name)) {
            throw new ChangeRefused(
                    Reason.INVALID, Problem.of("bad_text", "name", "must be " + TextRule.NAME.allowed()));
        }
        synchronized (lock) {
            Map<String, Equalizer> next = new LinkedHashMap<>(presets);
            next.put(name, preset);
            if (next.size() > MOST) {
                String message = "there are " + MOST + " presets already";
                throw new ChangeRefused(Reason.CONFLICT, new Problem("full", message, null, "Delete one first.", null));
            }
            write(next);
        }
    }

    /** Takes a preset away. */
    public void remove(String name) throws ChangeRefused, IOException {
        synchronized (lock) {
            Map<String, Equalizer> next = new LinkedHashMap<>(presets);
            if (next.remove(name) == null) {
                String message = "there is no equalizer '" + name + "'";
                throw new ChangeRefused(Reason.UNKNOWN, new Problem("not_found", message, "name", null, name));
            }
            write(next);
        }
    }

    /** JSON is YAML too. */
    private void write(Map<String, Equalizer> next) throws IOException {
        ObjectNode root = Json.object();
        next.forEach((name, preset) -> root.set(name, Json.tree(preset)));
        AtomicFile.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        presets = Collections.unmodifiableMap(next);
    }

    private static Map<String, Equalizer> read(Path file) throws BadFileException {
        Map<String, Equalizer> read = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return read;
        }
        try {
            for (Map.Entry<String, JsonNode> entry :
                    YamlDocument.read(file).tree().properties()) {
                Problems problems = new Problems();
                ObjectNode given = named(entry.getKey(), entry.getValue());
                Equalizer preset = new RecordReader(problems).read(given, Equalizer.DEFAULT);
                if (!problems.isEmpty()) {
                    List<Problem> found = problems.list().stream()
                            .map(problem -> problem.inside(entry.getKey()))
                            .toList();
                    throw new ChangeRefused(Reason.INVALID, found);
                }
                read.put(entry.getKey(), preset);
            }
        } catch (IOException | ChangeRefused e) {
            throw new BadFileException(file + " cannot be read: " + e.getMessage(), e);
        }
        return Collections.unmodifiableMap(read);
    }

    private static ObjectNode named(String name, @Nullable JsonNode given) {
        ObjectNode object = given instanceof ObjectNode node ? node.deepCopy() : Json.object();
        return object.put("name", name);
    }
}
