package io.antiphon.control.alarm;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What counters grew by lately: something that happened counts for a while and is then forgotten. One thread. */
final class Lately {
    private final long forgottenAfterNs;
    private final Map<String, Counted> counted = new HashMap<>();

    /** @param forgottenAfterNs how long after its last growth a counter is quiet again */
    Lately(long forgottenAfterNs) {
        this.forgottenAfterNs = forgottenAfterNs;
    }

    /** Notes a count and tells how much it grew since it was quiet last. What is seen first is where it begins. */
    long grown(String of, long count, long nowNs) {
        Counted before = counted.get(of);
        if (before == null || count < before.last()) {
            counted.put(of, new Counted(count, count, nowNs));
            return 0;
        }
        boolean forgotten = nowNs - before.grewNs() > forgottenAfterNs;
        if (count > before.last()) {
            counted.put(of, new Counted(forgotten ? before.last() : before.base(), count, nowNs));
            return count - (forgotten ? before.last() : before.base());
        }
        return forgotten ? 0 : count - before.base();
    }

    /** Forgets all that is not among these. */
    void retain(Set<String> all) {
        counted.keySet().retainAll(all);
    }

    /**
     * One counter.
     *
     * @param base what it was when it was quiet last
     * @param last what it is
     * @param grewNs when it grew last
     */
    private record Counted(long base, long last, long grewNs) {}
}
