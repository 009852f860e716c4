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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All scenes and their file. A change is on disk when it returns. Any thread; may wait for the disk. */
public final class SceneBook {
    /** So many that nobody is held up, and that nobody fills the disk. */
    public static final int MOST = 200;

    /** Most bytes of all scenes together: several whole ones of the largest configurations. */
    public static final int MOST_BYTES = 16 << 20;

    /** How many scenes that are gone can be brought back. */
    private static final int FORMER_KEPT = 20;

    private final Path file;
    private final Object lock = new Object();
    private volatile List<Scene> scenes;
    private volatile @Nullable Recall lastRecall;

    /** What was deleted or written over since the start, by name, the longest ago first. Guarded by the lock. */
    private final Map<String, Scene> former = new LinkedHashMap<>();

    /**
     * Reads the file, when there is one.
     *
     * @throws BadFileException when it is not right; it is left as it is
     */
    public SceneBook(Path file) throws BadFileException {
        this.file = file;
        JsonNode saved = saved(file);
        this.scenes = read(file, saved.path("scenes"));
        this.lastRecall = recall(saved.path("recalled"));
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
                remember(next.set(place, scene));
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
            Scene gone = find(name);
            next.remove(gone);
            write(next);
            remember(gone);
        }
    }

    /** Brings back what was last deleted or written over under that name, in the place of what has it now. */
    public void restore(String name) throws ChangeRefused, IOException {
        synchronized (lock) {
            Scene back = former.remove(name);
            if (back == null) {
                String message = "no scene '" + name + "' was deleted or written over since the start";
                throw new ChangeRefused(Reason.UNKNOWN, new Problem("not_found", message, "name", null, name));
            }
            put(back);
        }
    }

    /** Gives a scene another name. */
    public void rename(String name, String to) throws ChangeRefused, IOException {
        synchronized (lock) {
            Scene scene = find(name);
            List<Scene> next = new ArrayList<>(scenes);
            if (!name.equals(to) && names(next).contains(to)) {
                String message = "there is a scene '" + to + "' already";
                throw new ChangeRefused(Reason.CONFLICT, new Problem("duplicate", message, "name", null, to));
            }
            next.set(next.indexOf(scene), new Scene(to, scene.who(), scene.when(), scene.whole(), scene.content()));
            Recall recall = lastRecall;
            if (recall != null && recall.name().equals(name)) {
                lastRecall = new Recall(to, recall.who(), recall.when());
            }
            write(next);
        }
    }

    /** Notes that a scene was recalled. */
    public void recalled(Recall recall) throws ChangeRefused, IOException {
        synchronized (lock) {
            lastRecall = recall;
            write(scenes);
        }
    }

    /** Which scene was recalled last; it may be gone. */
    public Optional<Recall> lastRecall() {
        return Optional.ofNullable(lastRecall);
    }

    private void remember(Scene gone) {
        former.remove(gone.name());
        former.put(gone.name(), gone);
        if (former.size() > FORMER_KEPT) {
            former.remove(former.keySet().iterator().next());
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
        byte[] bytes = Json.MAPPER.writeValueAsBytes(document(list));
        if (bytes.length > MOST_BYTES && next.size() >= scenes.size()) {
            throw full(
                    "all scenes together must have at most " + MOST_BYTES + " bytes, and would have " + bytes.length);
        }
        AtomicFile.write(file, bytes);
        scenes = List.copyOf(next);
    }

    private ObjectNode document(ArrayNode list) {
        ObjectNode document = Json.object();
        document.set("scenes", list);
        Recall recall = lastRecall;
        if (recall != null) {
            document.putObject("recalled")
                    .put("name", recall.name())
                    .put("who", recall.who())
                    .put("when", recall.when().toString());
        }
        return document;
    }

    private static JsonNode saved(Path file) throws BadFileException {
        try {
            return Files.exists(file) ? Json.MAPPER.readTree(file.toFile()) : Json.object();
        } catch (IOException e) {
            throw new BadFileException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static @Nullable Recall recall(JsonNode saved) {
        try {
            return saved.isObject()
                    ? new Recall(
                            saved.path("name").asText(),
                            saved.path("who").asText(),
                            Instant.parse(saved.path("when").asText()))
                    : null;
        } catch (DateTimeParseException e) {
            return null; // the scenes themselves matter more
        }
    }

    private static List<Scene> read(Path file, JsonNode list) throws BadFileException {
        List<Scene> read = new ArrayList<>();
        try {
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
        } catch (DateTimeParseException | ChangeRefused e) {
            throw new BadFileException(file + " cannot be read: " + e.getMessage(), e);
        }
        return List.copyOf(read);
    }

    /**
     * That a scene was recalled.
     *
     * @param name its name then
     * @param who who recalled it
     * @param when when
     */
    public record Recall(String name, String who, Instant when) {}

    private static List<String> names(List<Scene> all) {
        return all.stream().map(Scene::name).toList();
    }
}
