package io.antiphon.control.api.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangedStretch;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has changed from one configuration to another: whole new objects by name, and names that are gone. A rename is one
 * of each. Immutable.
 *
 * @param changed new and changed entities by kind and name
 * @param removed names that are gone, by kind
 */
record ConfigurationDiff(Map<EntityKind, Map<String, Entity>> changed, Map<EntityKind, List<String>> removed) {
    static ConfigurationDiff between(Configuration before, Configuration after) {
        Map<EntityKind, Map<String, Entity>> changed = new LinkedHashMap<>();
        Map<EntityKind, List<String>> removed = new LinkedHashMap<>();
        for (EntityKind kind : EntityKind.values()) {
            ChangedStretch stretch = ChangedStretch.of(before.of(kind), after.of(kind));
            Map<String, Entity> old = byName(stretch.before());
            Map<String, Entity> now = byName(stretch.after());
            List<String> gone = new ArrayList<>(old.keySet());
            gone.removeAll(now.keySet());
            removed.put(kind, gone);
            now.values().removeIf(entity -> entity.equals(old.get(entity.name())));
            changed.put(kind, now);
        }
        return new ConfigurationDiff(changed, removed);
    }

    boolean isEmpty() {
        return changed.values().stream().allMatch(Map::isEmpty)
                && removed.values().stream().allMatch(List::isEmpty);
    }

    /** Puts it into a message: a map for each kind, and the names that are gone under {@code removals}. */
    void writeTo(ObjectNode message) {
        changed.forEach((kind, entities) -> message.set(kind.plural(), Json.MAPPER.valueToTree(entities)));
        ObjectNode removals = message.putObject("removals");
        removed.forEach((kind, names) -> removals.set(kind.plural(), Json.MAPPER.valueToTree(names)));
    }

    private static Map<String, Entity> byName(List<? extends Entity> all) {
        Map<String, Entity> byName = new LinkedHashMap<>();
        all.forEach(entity -> byName.put(entity.name(), entity));
        return byName;
    }
}
