package io.antiphon.systemtests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server acknowledged to hold, state after state, by document: each has a file of its own. A state is a map from
 * {@code sinks/identity} and the like to what stands there, with the order of a list under {@code sinks#}. One thread.
 */
public final class SavedState {
    /** The documents, and where their parts are read. */
    private static final Map<String, List<String>> DOCUMENTS = Map.of(
            "config", List.of("/sinks", "/sources", "/routes"),
            "equalizers", List.of("/equalizers"),
            "scenes", List.of("/api/scenes"),
            "preferences", List.of("/preferences"));

    private final Map<String, List<Noted>> states = new HashMap<>();

    /**
     * A state.
     *
     * @param ns when it was known to be acknowledged
     */
    private record Noted(long ns, Map<String, String> state) {}

    /** Notes what the server says to hold, of one document or, when it is empty, of all. */
    public void read(AntiphonProcess antiphon, String document) {
        for (String name : document.isEmpty() ? DOCUMENTS.keySet() : Set.of(document)) {
            long acknowledgedNs = System.nanoTime();
            states.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Noted(acknowledgedNs, now(antiphon, name)));
        }
    }

    /** The last state of the configuration. */
    public Map<String, String> last() {
        return states.getOrDefault("config", List.of()).getLast().state;
    }

    /**
     * Looks what a server holds after a cut: of each document a state that was acknowledged, none older than the last of
     * that time, or the last with another change that was on its way. It goes on from there.
     *
     * @param savedNs what was acknowledged then must be there
     * @param touched what the change may have touched that was on its way
     * @return how many of the acknowledged states are lost
     */
    public int compare(AntiphonProcess antiphon, long savedNs, Set<String> touched) {
        int lost = 0;
        for (Map.Entry<String, List<Noted>> document : states.entrySet()) {
            List<Noted> all = document.getValue();
            Map<String, String> found = now(antiphon, document.getKey());
            Set<String> others = difference(found, all.getLast().state);
            int back = 0;
            if (!touched.containsAll(others)) {
                do {
                    back++;
                    if (back >= all.size() || all.get(all.size() - back).ns < savedNs) {
                        throw new AssertionError(
                                document.getKey() + " is none of the states of that time: other than the" + " last are "
                                        + others + ", on its way was " + touched);
                    }
                } while (!difference(found, all.get(all.size() - 1 - back).state)
                        .isEmpty());
            }
            lost += back;
            all.clear();
            all.add(new Noted(System.nanoTime(), found));
        }
        return lost;
    }

    private static Map<String, String> now(AntiphonProcess antiphon, String document) {
        Map<String, String> state = new HashMap<>();
        for (String path : DOCUMENTS.getOrDefault(document, List.of())) {
            String kind = path.substring(path.lastIndexOf('/') + 1);
            JsonNode read = antiphon.get(path);
            JsonNode list = read.isArray() ? read : read.path(kind);
            if (!list.isArray()) {
                state.put(kind, read.toString());
                continue;
            }
            StringBuilder order = new StringBuilder();
            for (JsonNode one : list) {
                String identity =
                        one.path(one.has("config_id") ? "config_id" : "name").asText();
                state.put(kind + "/" + identity, one.toString());
                order.append(identity).append(' ');
            }
            state.put(kind + "#", order.toString());
        }
        return state;
    }

    private static Set<String> difference(Map<String, String> one, Map<String, String> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        keys.removeIf(key -> Objects.equals(one.get(key), other.get(key)));
        return keys;
    }
}
