package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Several wishes that are one change, in their order, all of them or none: {@code {"kind":"sinks","add":{…}}},
 * {@code {"kind":"sinks","name":"Kitchen","set":{"volume":0.5}}} or {@code {"kind":"routes","name":"r","delete":true}}.
 * Immutable.
 *
 * @param wishes one after another
 */
public record ManyChanges(List<Wish> wishes) {
    /** More at once is no work by hand. */
    public static final int MOST = 1_000;

    private static final Set<String> KEYS = Set.of("kind", "name", "add", "set", "delete");

    public ManyChanges {
        wishes = List.copyOf(wishes);
    }

    /** Reads a list of wishes. */
    public static ManyChanges read(JsonNode list) throws ChangeRefused {
        if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
            throw refused("changes", "must be a list of 1 to " + MOST + " changes");
        }
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            wishes.add(wish(list.get(i), "changes." + i));
        }
        return new ManyChanges(wishes);
    }

    /** What it is about. */
    public Set<EntityKind> kinds() {
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        wishes.forEach(wish -> kinds.add(wish.kind()));
        return kinds;
    }

    /** The next configuration; what is refused names its place in the list. */
    public Configuration apply(Configuration before) throws ChangeRefused {
        Configuration next = before;
        for (int i = 0; i < wishes.size(); i++) {
            try {
                next = wishes.get(i).apply(next);
            } catch (ChangeRefused e) {
                String place = "changes." + i;
                throw new ChangeRefused(
                        e.reason(),
                        e.problems().stream()
                                .map(problem -> problem.inside(place))
                                .toList());
            }
        }
        return next;
    }

    private static Wish wish(JsonNode given, String place) throws ChangeRefused {
        for (String key : (Iterable<String>) given::fieldNames) {
            if (!KEYS.contains(key)) {
                throw refused(place + "." + key, "is not known here; there are add, delete, kind, name, set");
            }
        }
        String text = given.path("kind").asText();
        EntityKind kind = Stream.of(EntityKind.values())
                .filter(each -> each.plural().equals(text))
                .findFirst()
                .orElseThrow(() -> refused(place + ".kind", "must be sources, sinks or routes"));
        String name = given.path("name").asText();
        boolean deletes = given.path("delete").asBoolean();
        boolean named = given.path("name").isTextual();
        if (given.get("add") instanceof ObjectNode value && !named && !deletes && !given.has("set")) {
            return new Wish.Add(kind, value);
        }
        if (given.get("set") instanceof ObjectNode value && named && !deletes && !given.has("add")) {
            return new Wish.Alter(kind, name, value);
        }
        if (deletes && named && !given.has("add") && !given.has("set")) {
            return new Wish.Delete(kind, name);
        }
        throw refused(place, "must have add with an object, or name and set with an object, or name and delete");
    }

    private static ChangeRefused refused(String key, String message) {
        return new ChangeRefused(Reason.INVALID, Problem.of("type", key, message));
    }

    /** One of them. */
    public sealed interface Wish {
        /** With which entities. */
        EntityKind kind();

        /** The next configuration. Pure. */
        Configuration apply(Configuration before) throws ChangeRefused;

        /** A new entity. */
        record Add(EntityKind kind, ObjectNode value) implements Wish {
            @Override
            public Configuration apply(Configuration before) throws ChangeRefused {
                return ConfigurationEditor.add(before, kind, value);
            }
        }

        /** Other values of an entity. */
        record Alter(EntityKind kind, String nameOrId, ObjectNode values) implements Wish {
            @Override
            public Configuration apply(Configuration before) throws ChangeRefused {
                return ConfigurationEditor.update(before, kind, nameOrId, values);
            }
        }

        /** An entity that goes. */
        record Delete(EntityKind kind, String nameOrId) implements Wish {
            @Override
            public Configuration apply(Configuration before) throws ChangeRefused {
                return ConfigurationEditor.delete(before, kind, nameOrId);
            }
        }
    }
}
