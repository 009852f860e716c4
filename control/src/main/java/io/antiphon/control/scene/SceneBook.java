package io.antiphon.control.scene;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.store.AtomicFile;
import io.antiphon.control.store.BadFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** All scenes and their file. A change is on disk when it returns. Any thread; may wait for the disk. */
public final class SceneBook {
    /** So many that nobody is held up, and that nobody fills the disk. */
    public static final int MOST = 200;

    /** Most bytes of all scenes together: several whole ones of the largest configurations. */
    public static final int MOST_BYTES = 16 << 20;

    private final Path file;
    private final Object lock = new Object();
    private volatile List<Scene> scenes;

    /**
     * Reads the file, when there is one.
     *
     * @throws BadFileException when it is not right; it is left as it is
     */
    public SceneBook(Path file) throws BadFileException {
        this.file = file;
        this.scenes = read(file);
    }

    /** All scenes, in the order in which they were first saved. */
    public List<Scene> all() {
        return scenes;
    }

    /** The scene of that name. */
    public Scene find(String name) throws ChangeRefused {
        return scenes.stream()
                .filter(scene -> scene.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ChangeRefused(
                        Reason.UNKNOWN,
                        new Problem("not_found", "there is no scene '" + name + "'", "name", null, name)));
    }

    /** Puts a scene behind the others, or in the place of the one of its name. */
    public void put(Scene scene) throws ChangeRefused, IOException {
        synchronized (lock) {
            List<Scene> next = new ArrayList<>(scenes);
            int place = names(next).indexOf(scene.name());
            if (place >= 0) {
                next.set(place, scene);
            } else if (next.size() < MOST) {
                next.add(scene);
            } else {
                String message = "there are " + MOST + " scenes already";
                throw full(message);
            }
            write(next);
        }
    }

    /** Takes a scene away. */
    public void remove(String name) throws ChangeRefused, IOException {
        synchronized (lock) {
            List<Scene> next = new ArrayList<>(scenes);
            next.remove(find(name));
            write(next);
        }
    }

    private static ChangeRefused full(String message) {
        return new ChangeRefused(
                Reason.CONFLICT,
                new Problem("full", message, null, "Delete one first, or save a part instead of everything.", null));
    }

    private void write(List<Scene> next) throws ChangeRefused, IOException {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (Scene scene : next) {
            ObjectNode one = list.addObject();
            one.put("name", scene.name())
                    .put("who", scene.who())
                    .put("when", scene.when().toString());
            one.put("whole", scene.whole());
            for (EntityKind kind : EntityKind.values()) {
                one.set(kind.plural(), Json.MAPPER.valueToTree(scene.content().of(kind)));
            }
        }
        byte[] bytes = Json.MAPPER.writeValueAsBytes(Json.object().set("scenes", list));
        if (bytes.length > MOST_BYTES && next.size() >= scenes.size()) {
            throw full(
                    "all scenes together must have at most " + MOST_BYTES + " bytes, and would have " + bytes.length);
        }
        AtomicFile.write(file, bytes);
        scenes = List.copyOf(next);
    }

    private static List<Scene> read(Path file) throws BadFileException {
        List<Scene> read = new ArrayList<>();
        try {
            JsonNode list =
                    Files.exists(file) ? Json.MAPPER.readTree(file.toFile()).path("scenes") : Json.object();
            for (JsonNode one : list) {
                boolean whole = one.path("whole").asBoolean();
                ObjectNode content = one.deepCopy();
                read.add(new Scene(
                        one.path("name").asText(),
                        one.path("who").asText(),
                        Instant.parse(one.path("when").asText()),
                        whole,
                        whole ? ConfigurationEditor.readAll(content) : ConfigurationEditor.readPart(content)));
            }
        } catch (IOException | DateTimeParseException | ChangeRefused e) {
            throw new BadFileException(file + " cannot be read: " + e.getMessage(), e);
        }
        return List.copyOf(read);
    }

    private static List<String> names(List<Scene> all) {
        return all.stream().map(Scene::name).toList();
    }
}
