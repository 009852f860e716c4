package io.antiphon.control.alarm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the counters of sinks whether what is sent arrives nowhere: most of it came back, look after look. While
 * nothing is sent, nothing new is known. One thread.
 */
final class SendTrouble {
    /** The counters that say so, as senders of datagrams call them, and what each means. */
    static final Map<String, String> MEANINGS = Map.of(
            "unresolved", "its name is not known in this network",
            "refused", "nobody listens at its port",
            "unreachable", "no way leads to its address");

    /** So many looks in a row: one alone may be a receiver that starts anew. */
    private static final int LOOKS = 3;

    private final Map<String, Seen> seen = new HashMap<>();

    /** Notes the counters of a sink. Returns the counter that says what is wrong, null when nothing is. */
    @Nullable
    String look(String sink, Map<String, Long> counters) {
        long sent = counters.getOrDefault("packets", 0L) + counters.getOrDefault("silent_packets", 0L);
        Seen before = seen.get(sink);
        if (before == null || sent < before.sent()) {
            seen.put(sink, new Seen(sent, troubles(counters), 0, null));
            return null;
        }
        long arrived = sent - before.sent();
        String worst = null;
        long most = 0;
        for (String name : List.of("unresolved", "unreachable", "refused")) {
            long grown = counters.getOrDefault(name, 0L) - before.troubles().getOrDefault(name, 0L);
            if (grown > most) {
                worst = name;
                most = grown;
            }
        }
        boolean silent = arrived == 0 && most == 0;
        int looks = silent ? before.looks() : worst != null && most >= arrived ? before.looks() + 1 : 0;
        String problem = silent ? before.problem() : looks >= LOOKS ? worst : null;
        seen.put(sink, new Seen(sent, troubles(counters), looks, problem));
        return problem;
    }

    /** Forgets all that is not among these. */
    void retain(Set<String> all) {
        seen.keySet().retainAll(all);
    }

    private static Map<String, Long> troubles(Map<String, Long> counters) {
        Map<String, Long> troubles = new HashMap<>(counters);
        troubles.keySet().retainAll(MEANINGS.keySet());
        return Map.copyOf(troubles);
    }

    /**
     * What was seen of a sink.
     *
     * @param sent how much it was sent
     * @param troubles what came back, by counter
     * @param looks how many looks in a row most came back
     * @param problem the counter that says what is wrong
     */
    private record Seen(
            long sent,
            Map<String, Long> troubles,
            int looks,
            @Nullable String problem) {}
}
