package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ChangedStretch;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The form of a configuration in its file: what has its default value is left out, unless it stood there. Any thread. */
public final class ConfigurationDocument {
    private ConfigurationDocument() {}

    /**
     * Puts a configuration into a document; other keys of the document stay, and so do entities that are as before.
     *
     * @param before what stands in the document
     */
    static void put(ObjectNode document, Configuration before, Configuration next) {
        for (EntityKind kind : EntityKind.values()) {
            JsonNode stood = document.path(kind.plural());
            boolean asBefore = stood.size() == before.of(kind).size() && isIdentified(stood);
            ChangedStretch changed = asBefore
                    ? ChangedStretch.of(before.of(kind), next.of(kind))
                    : new ChangedStretch(0, before.of(kind), next.of(kind));
            int end = asBefore ? changed.begin() + changed.before().size() : stood.size();
            if (!asBefore || !changed.isEmpty()) {
                document.set(kind.plural(), list(kind, stood, changed, end));
            }
        }
    }

    /** The list with other nodes from where it changes to {@code end}; those before and behind stay the same. */
    private static ArrayNode list(EntityKind kind, JsonNode stood, ChangedStretch changed, int end) {
        ObjectNode defaults = Json.tree((Record) kind.defaults());
        Map<String, Entity> old = new HashMap<>();
        changed.before().forEach(entity -> old.put(entity.configId(), entity));
        EntityIndex index = new EntityIndex(part(stood, changed.begin(), end));
        ArrayNode list = part(stood, 0, changed.begin());
        for (Entity entity : changed.after()) {
            JsonNode there = index.find(entity.configId(), entity.name());
            boolean same = there.has("config_id") && entity.equals(old.get(entity.configId()));
            list.add(same ? there : withoutDefaults(Json.tree((Record) entity), defaults, there));
        }
        return list.addAll(part(stood, end, stood.size()));
    }

    private static ArrayNode part(JsonNode list, int from, int to) {
        ArrayNode part = Json.MAPPER.getNodeFactory().arrayNode(to - from);
        for (int i = from; i < to; i++) {
            part.add(list.get(i));
        }
        return part;
    }

    private static boolean isIdentified(JsonNode list) {
        return list.isArray() && list.valueStream().allMatch(entity -> entity.has("config_id"));
    }

    /**
     * Reads what a file holds.
     *
     * @param name what the file is called in messages
     * @throws BadFileException with all that is not allowed, each with its place
     */
    public static Configuration read(String name, YamlDocument document) throws BadFileException {
        return read(name, document, Configuration.EMPTY);
    }

    /** Reads a file whose entities, where it says no identity, keep that of the one of the same name. */
    static Configuration read(String name, YamlDocument document, Configuration before) throws BadFileException {
        ObjectNode tree = document.tree().deepCopy();
        for (EntityKind kind : EntityKind.values()) {
            tree.path(kind.plural()).forEach(node -> identify(node, before.of(kind)));
        }
        try {
            return ConfigurationEditor.readAll(tree);
        } catch (ChangeRefused e) {
            String problems = e.problems().stream()
                    .map(problem -> told(problem, document))
                    .collect(Collectors.joining("\n  "));
            throw new BadFileException(name + " holds what is not allowed:\n  " + problems, e);
        }
    }

    /** True when each entity's identity stands in the document, in the same order. */
    static boolean isComplete(ObjectNode document, Configuration configuration) {
        for (EntityKind kind : EntityKind.values()) {
            List<? extends Entity> all = configuration.of(kind);
            JsonNode list = document.path(kind.plural());
            if (list.size() != all.size()) {
                return false;
            }
            for (int i = 0; i < all.size(); i++) {
                if (!list.get(i).path("config_id").asText().equals(all.get(i).configId())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void identify(JsonNode node, List<? extends Entity> before) {
        if (node instanceof ObjectNode entity && !entity.has("config_id")) {
            before.stream()
                    .filter(old -> old.name().equals(entity.path("name").asText()))
                    .findFirst()
                    .ifPresent(old -> entity.put("config_id", old.configId()));
        }
    }

    private static String told(Problem problem, YamlDocument document) {
        String place = document.place(problem.key());
        return place.isEmpty() ? problem.toString() : place.substring(2) + ": " + problem;
    }

    private static ObjectNode withoutDefaults(ObjectNode entity, ObjectNode defaults, JsonNode before) {
        ObjectNode written = Json.object();
        entity.properties().forEach(field -> {
            if (before.has(field.getKey()) || !field.getValue().equals(defaults.get(field.getKey()))) {
                written.set(field.getKey(), field.getValue());
            }
        });
        return written;
    }
}
