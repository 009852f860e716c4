package io.antiphon.systemtests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Changes of every kind by chance, on few things, so that they meet. One thread. */
public final class RandomChange {
    private static final int THINGS = 8;
    private static final List<String> KINDS = List.of("sinks", "sources", "routes");

    private final Random random;
    private final Map<String, Integer> made = new TreeMap<>();
    private volatile Set<String> touched = Set.of();

    public RandomChange(Random random) {
        this.random = random;
    }

    /**
     * A request.
     *
     * @param document which of the server's documents it changes; empty when more than one
     */
    public record Request(
            String method, String path, @Nullable String body, String document) {}

    /** What the last one may have touched, as keys of {@link SavedState}. Any thread. */
    public Set<String> touched() {
        return touched;
    }

    /** How many there were of each kind. */
    public Map<String, Integer> made() {
        return made;
    }

    /** The next, for a server whose configuration is that. */
    public Request next(AntiphonProcess antiphon, Map<String, String> configuration) {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        int number = random.nextInt(THINGS);
        String id = kind + "-" + number;
        String one = "/" + kind + "/" + id; // things are addressed by identity: their names change
        if (!configuration.containsKey(kind + "/" + id)) {
            return add(kind, id, number);
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> turn(kind, id, one + "/volume/" + number(1));
            case 2 -> turn(kind, id, one + "/delay/" + random.nextInt(5_000));
            case 3 -> turn(kind, id, one + (random.nextBoolean() ? "/enable" : "/disable"));
            case 4 -> change("reorder", "GET", one + "/reorder/" + random.nextInt(THINGS), null, Set.of(kind + "#"));
            case 5 -> change("equalizer", "POST", one + "/equalizer", "{\"b3\":" + number(2) + "}", of(kind, id));
            case 6 -> rename(kind, id, one, configuration);
            case 7 -> delete(kind, id, one, configuration);
            case 8 -> step(antiphon, random.nextBoolean() ? "undo" : "redo");
            case 9 -> preset(number);
            case 10 -> scene(antiphon, number);
            default -> {
                String body = "{\"preferred\":{\"k" + number + "\":" + random.nextInt() + "}}";
                note("preferences", "preferences");
                yield new Request("PUT", "/preferences", body, "preferences");
            }
        };
    }

    private Request add(String kind, String id, int number) {
        String what = switch (kind) {
            case "sinks" -> "\"ip\":\"127.0.0.1\",\"port\":" + (1 + number);
            case "sources" -> "\"ip\":\"127.0.9." + (1 + number) + "\"";
            default -> "\"source\":\"sources-" + number + "\",\"sink\":\"sinks-" + random.nextInt(THINGS) + "\"";
        };
        String body = "{\"name\":\"" + id + "\",\"config_id\":\"" + id + "\"," + what + "}";
        return change("add", "POST", "/" + kind, body, Set.of(kind + "/" + id, kind + "#"));
    }

    private Request turn(String kind, String id, String path) {
        return change("turn", "GET", path, null, of(kind, id));
    }

    private Request rename(String kind, String id, String one, Map<String, String> configuration) {
        Set<String> keys = new HashSet<>(of(kind, id));
        configuration.keySet().stream().filter(key -> key.startsWith("routes/")).forEach(keys::add);
        String name = id + (random.nextBoolean() ? "" : " neu 🎶");
        return change("rename", "PUT", one, "{\"name\":\"" + name + "\",\"volume\":" + number(1) + "}", keys);
    }

    private Request delete(String kind, String id, String one, Map<String, String> configuration) {
        Set<String> keys = new HashSet<>(List.of(kind + "/" + id, kind + "#", "routes#"));
        configuration.keySet().stream().filter(key -> key.startsWith("routes/")).forEach(keys::add);
        return change("delete", "DELETE", one, null, keys);
    }

    private Request step(AntiphonProcess antiphon, String which) {
        Set<String> keys = new HashSet<>();
        JsonNode steps = antiphon.get("/api/history").path(which);
        if (!steps.isEmpty()) {
            addChanged(keys, steps.get(0).path("what"));
        }
        return change(which, "POST", "/api/" + which, "", keys);
    }

    private Request preset(int number) {
        String name = "preset" + number;
        note("preset", "equalizers/" + name, "equalizers#");
        return random.nextInt(3) == 0
                ? new Request("DELETE", "/equalizers/" + name, null, "equalizers")
                : new Request(
                        "POST", "/equalizers", "{\"name\":\"" + name + "\",\"b1\":" + number(2) + "}", "equalizers");
    }

    private Request scene(AntiphonProcess antiphon, int number) {
        String name = "scene" + number;
        String path = "/api/scenes/" + name;
        if (random.nextInt(3) == 0) {
            note("save scene", "scenes/" + name, "scenes#");
            return new Request("PUT", path, "", "scenes");
        }
        Set<String> keys = new HashSet<>();
        if (antiphon.get("/api/scenes").findValuesAsText("name").contains(name)) {
            addChanged(keys, antiphon.get(path + "/preview").path("changes"));
        }
        // Which one was recalled last is kept with the scenes.
        for (int each = 0; each < THINGS; each++) {
            keys.add("scenes/scene" + each);
        }
        Request recall =
                change("recall scene", "POST", path + "/recall", "{\"fade_ms\":" + random.nextInt(50) + "}", keys);
        return new Request(recall.method(), recall.path(), recall.body(), "");
    }

    private static void addChanged(Set<String> keys, JsonNode changes) {
        KINDS.forEach(kind -> keys.add(kind + "#"));
        for (JsonNode change : changes) {
            for (String kind : KINDS) {
                keys.add(kind + "/" + change.path("config_id").asText());
            }
        }
    }

    private Request change(String what, String method, String path, @Nullable String body, Set<String> keys) {
        touched = Set.copyOf(keys);
        made.merge(what, 1, Integer::sum);
        return new Request(method, path, body, "config");
    }

    private void note(String what, String... keys) {
        touched = Set.of(keys);
        made.merge(what, 1, Integer::sum);
    }

    private static Set<String> of(String kind, String id) {
        return Set.of(kind + "/" + id);
    }

    private double number(double most) {
        return Math.round(random.nextDouble() * most * 1_000) / 1_000.0;
    }
}
