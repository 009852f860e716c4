package io.antiphon.control.running;

import io.antiphon.control.edit.ChangedStretch;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who changed what is configured last, so that two people at one fader see each other. Since the start of the program; what
 * is gone is forgotten. The control thread notes, any thread asks.
 */
final class LastHands {
    private final Map<String, String> byIdentity = new ConcurrentHashMap<>();

    /** Notes a change that is about to run. */
    void note(String who, Configuration before, Configuration after) {
        for (EntityKind kind : EntityKind.values()) {
            ChangedStretch changed = ChangedStretch.of(before.of(kind), after.of(kind));
            Map<String, Entity> old = new HashMap<>();
            changed.before().forEach(entity -> old.put(entity.configId(), entity));
            for (Entity now : changed.after()) {
                if (!now.equals(old.remove(now.configId()))) {
                    byIdentity.put(now.configId(), who);
                }
            }
            byIdentity.keySet().removeAll(old.keySet());
        }
    }

    /** Who it was; empty when nobody has. */
    String of(String identity) {
        return byIdentity.getOrDefault(identity, "");
    }
}
