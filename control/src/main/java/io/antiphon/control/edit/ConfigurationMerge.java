package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what two sides made of one configuration, value by value: what only one side changed is as that side
 * has it, and what both changed is as the editing side has it. Pure; any thread.
 */
public final class ConfigurationMerge {
    private ConfigurationMerge() {}

    /**
     * Merges.
     *
     * @param base what both began with
     * @param edited what one made of it; its order counts
     * @param current what the other made of it
     * @throws ChangeRefused when the two do not go together
     */
    public static Configuration merge(Configuration base, Configuration edited, Configuration current)
            throws ChangeRefused {
        if (base.equals(current)) {
            return edited;
        }
        Configuration merged = Configuration.EMPTY;
        for (EntityKind kind : EntityKind.values()) {
            merged = ConfigurationEditor.with(merged, kind, merge(base.of(kind), edited.of(kind), current.of(kind)));
        }
        Problems problems = new Problems();
        checkNames(merged, problems);
        new Groups(merged, true).check(problems);
        if (!problems.isEmpty()) {
            throw new ChangeRefused(Reason.CONFLICT, problems.list());
        }
        return merged;
    }

    private static List<Entity> merge(
            List<? extends Entity> base, List<? extends Entity> edited, List<? extends Entity> current) {
        Map<String, Entity> before = byId(base);
        Map<String, Entity> running = byId(current);
        Map<String, Entity> wished = byId(edited);
        List<Entity> merged = new ArrayList<>();
        wished.forEach((id, wish) -> {
            Entity old = before.get(id);
            Entity now = running.get(id);
            boolean deleted = old != null && now == null && wish.equals(old);
            if (!deleted) {
                merged.add(merge(old, wish, now));
            }
        });
        running.forEach((id, now) -> {
            if (!wished.containsKey(id) && !before.containsKey(id)) {
                merged.add(now);
            }
        });
        return merged;
    }

    private static Entity merge(@Nullable Entity old, Entity wish, @Nullable Entity now) {
        if (old == null || now == null) {
            return wish;
        }
        ObjectNode was = Json.tree((Record) old);
        ObjectNode changes = Json.object();
        Json.tree((Record) wish).properties().forEach(value -> {
            if (!value.getValue().equals(was.get(value.getKey()))) {
                changes.set(value.getKey(), value.getValue());
            }
        });
        return new EntityReader(new Problems()).readChange(now, changes);
    }

    private static void checkNames(Configuration merged, Problems problems) {
        for (EntityKind kind : EntityKind.values()) {
            List<String> names = merged.of(kind).stream().map(Entity::name).toList();
            for (int i = 0; i < names.size(); i++) {
                if (names.indexOf(names.get(i)) < i) {
                    problems.add("duplicate", kind.plural() + "." + i + ".name", "'" + names.get(i) + "' is taken");
                }
            }
        }
    }

    private static Map<String, Entity> byId(List<? extends Entity> all) {
        Map<String, Entity> byId = new LinkedHashMap<>();
        all.forEach(entity -> byId.put(entity.configId(), entity));
        return byId;
    }
}
