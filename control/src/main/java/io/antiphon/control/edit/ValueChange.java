package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value that differs between two configurations, or an entity that only one of them has. Immutable, but for the trees,
 * which nobody changes.
 *
 * @param kind kind of the entity, such as {@code sink}
 * @param name its name, the new one when that is what changed
 * @param configId its identity
 * @param key the value's key, {@code index} for the place in the list; null when the entity was added or deleted as a whole
 * @param from the value before; null when the entity was not there
 * @param to the value after; null when the entity is gone
 */
public record ValueChange(
        String kind,
        String name,
        String configId,
        @Nullable String key,
        @Nullable JsonNode from,
        @Nullable JsonNode to) {
    private static final int SHOWN = 40;

    /** Key of the place in the list of its kind, counted from 0. */
    private static final String PLACE = "index";

    /** All that differs, in the order of the kinds. */
    public static List<ValueChange> between(Configuration before, Configuration after) {
        List<ValueChange> changes = new ArrayList<>();
        for (EntityKind kind : EntityKind.values()) {
            ChangedStretch changed = ChangedStretch.of(before.of(kind), after.of(kind));
            Map<String, Entity> left = new HashMap<>();
            changed.before().forEach(entity -> left.put(entity.configId(), entity));
            for (Entity now : changed.after()) {
                Entity old = left.remove(now.configId());
                if (old == null) {
                    changes.add(whole(kind, now, null, Json.tree((Record) now)));
                } else if (!old.equals(now)) {
                    addValues(kind, old, now, changes);
                }
            }
            Moves.between(changed)
                    .forEach(move -> changes.add(new ValueChange(
                            kind.singular(),
                            move.entity().name(),
                            move.entity().configId(),
                            PLACE,
                            IntNode.valueOf(move.from()),
                            IntNode.valueOf(move.to()))));
            changed.before().stream()
                    .filter(old -> left.containsKey(old.configId()))
                    .forEach(old -> changes.add(whole(kind, old, Json.tree((Record) old), null)));
        }
        return changes;
    }

    /** For a person: {@code sink 'Kitchen': volume 1.0 → 0.5}. */
    public String spoken() {
        String who = kind + " '" + name + "'";
        if (key != null) {
            return who + ": " + key + " " + shown(from) + " → " + shown(to);
        }
        return who + (from == null ? " added" : " deleted");
    }

    private static void addValues(EntityKind kind, Entity old, Entity now, List<ValueChange> changes) {
        ObjectNode was = Json.tree((Record) old);
        Json.tree((Record) now).properties().forEach(value -> {
            JsonNode before = was.get(value.getKey());
            if (!value.getValue().equals(before)) {
                changes.add(new ValueChange(
                        kind.singular(), now.name(), now.configId(), value.getKey(), before, value.getValue()));
            }
        });
    }

    private static ValueChange whole(EntityKind kind, Entity entity, @Nullable JsonNode from, @Nullable JsonNode to) {
        return new ValueChange(kind.singular(), entity.name(), entity.configId(), null, from, to);
    }

    private static String shown(@Nullable JsonNode value) {
        String text = String.valueOf(value);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
