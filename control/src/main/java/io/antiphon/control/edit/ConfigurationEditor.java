package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Route;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.Source;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes the next configuration from one and a wish. Pure; any thread. */
public final class ConfigurationEditor {
    private ConfigurationEditor() {}

    /** Puts a new entity behind the others of its kind. */
    public static Configuration add(Configuration before, EntityKind kind, ObjectNode given) throws ChangeRefused {
        Problems problems = new Problems();
        Entity added = new EntityReader(problems).readNew(kind, given);
        refuseInvalid(problems);
        refuseTaken(before, kind, added, "");
        List<Entity> all = new ArrayList<>(before.of(kind));
        all.add(added);
        return checked(before, with(before, kind, all));
    }

    /** Changes what is given of an entity; a new name goes to all that names it. */
    public static Configuration update(Configuration before, EntityKind kind, String nameOrId, ObjectNode given)
            throws ChangeRefused {
        Entity old = find(before, kind, nameOrId);
        Problems problems = new Problems();
        Entity changed = new EntityReader(problems).readChange(old, given);
        refuseInvalid(problems);
        refuseTaken(before, kind, changed, old.configId());
        Configuration next =
                replace(before, kind, entity -> entity.configId().equals(old.configId()) ? changed : entity);
        if (!old.name().equals(changed.name())) {
            next = rename(next, kind, old.name(), changed.name());
        }
        return checked(before, next);
    }

    /** Moves an entity to a place in the list of its kind; a place behind the last is the last. */
    public static Configuration move(Configuration before, EntityKind kind, String nameOrId, int index)
            throws ChangeRefused {
        if (index < 0) {
            throw new ChangeRefused(Reason.INVALID, Problem.of("out_of_range", "index", "must be 0 or more"));
        }
        Entity moved = find(before, kind, nameOrId);
        List<Entity> all = new ArrayList<>(before.of(kind));
        all.remove(moved);
        all.add(Math.min(index, all.size()), moved);
        return with(before, kind, all);
    }

    /** Takes an entity away, out of all groups too, and with it the switched-off routes that name it. */
    public static Configuration delete(Configuration before, EntityKind kind, String nameOrId) throws ChangeRefused {
        Entity old = find(before, kind, nameOrId);
        List<Route> naming = before.routes().stream()
                .filter(route -> names(route, kind, old.name()))
                .toList();
        List<String> inUse =
                naming.stream().filter(Route::enabled).map(Route::name).toList();
        if (!inUse.isEmpty()) {
            String message = "the " + kind.singular() + " '" + old.name() + "' is in use by '"
                    + String.join("', '", inUse) + "'";
            String hint = "Delete or switch off " + (inUse.size() == 1 ? "that route" : "those routes") + " first.";
            throw new ChangeRefused(Reason.CONFLICT, new Problem("in_use", message, "name", hint, old.name()));
        }
        List<Entity> rest = new ArrayList<>(before.of(kind));
        rest.remove(old);
        Configuration next = with(before, kind, rest);
        if (kind == EntityKind.ROUTE) {
            return next;
        }
        List<Route> routes = new ArrayList<>(next.routes());
        routes.removeAll(naming);
        next = new Configuration(next.sources(), next.sinks(), routes);
        return replace(next, kind, entity -> withMember(entity, old.name(), null));
    }

    /**
     * Reads a whole configuration, as a file holds it.
     *
     * @param given an object with the lists {@code sources}, {@code sinks} and {@code routes}
     */
    public static Configuration readAll(ObjectNode given) throws ChangeRefused {
        Configuration read = readPart(given);
        Problems problems = new Problems();
        new Groups(read, true).check(problems);
        refuseInvalid(problems);
        return read;
    }

    /** Reads a part of a configuration; what its entities name need not be in it. */
    public static Configuration readPart(ObjectNode given) throws ChangeRefused {
        Problems problems = new Problems();
        Configuration read = Configuration.EMPTY;
        for (EntityKind kind : EntityKind.values()) {
            read = with(read, kind, readList(kind, given.path(kind.plural()), problems));
        }
        refuseInvalid(problems);
        return read;
    }

    /** Changes values that nothing else depends on, such as volumes, without asking whether they are allowed. */
    public static Configuration patched(Configuration before, Patch patch) {
        Configuration next = before;
        for (EntityKind kind : EntityKind.values()) {
            next = replace(next, kind, entity -> {
                ObjectNode values = patch.of(kind, entity);
                return values == null ? entity : patched(entity, values);
            });
        }
        return next;
    }

    private static List<Entity> readList(EntityKind kind, JsonNode list, Problems problems) {
        List<Entity> all = new ArrayList<>();
        if (!list.isArray()) {
            if (!list.isMissingNode() && !list.isNull()) {
                problems.add("type", kind.plural(), "must be a list");
            }
            return all;
        }
        Set<String> names = new HashSet<>();
        Set<String> identities = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String where = kind.plural() + "." + i;
            if (!(list.get(i) instanceof ObjectNode node)) {
                problems.add("type", where, "must be an object");
                continue;
            }
            if (node.path("is_temporary").asBoolean()) {
                continue; // older programs wrote what was meant for the moment only
            }
            Problems own = new Problems();
            Entity entity = new EntityReader(own).readNew(kind, node);
            own.list().forEach(problem -> problems.add(problem.inside(where)));
            if (own.isEmpty() && !names.add(entity.name())) {
                problems.add("duplicate", where + ".name", "'" + entity.name() + "' stands there twice");
            }
            if (own.isEmpty() && !identities.add(entity.configId())) {
                problems.add("duplicate", where + ".config_id", entity.configId() + " stands there twice");
            }
            all.add(entity);
        }
        return all;
    }

    private static Entity find(Configuration configuration, EntityKind kind, String nameOrId) throws ChangeRefused {
        return configuration.find(kind, nameOrId).orElseThrow(() -> unknown(configuration, kind, nameOrId));
    }

    /** That there is no such entity, with the names that may have been meant. */
    public static ChangeRefused unknown(Configuration configuration, EntityKind kind, String nameOrId) {
        List<String> names = configuration.of(kind).stream().map(Entity::name).toList();
        String message = "there is no " + kind.singular() + " '" + nameOrId + "'";
        return new ChangeRefused(
                Reason.UNKNOWN,
                new Problem("not_found", message, "name", NearestNames.hint(nameOrId, names), nameOrId));
    }

    private static void refuseInvalid(Problems problems) throws ChangeRefused {
        if (!problems.isEmpty()) {
            throw new ChangeRefused(Reason.INVALID, problems.list());
        }
    }

    private static void refuseTaken(Configuration before, EntityKind kind, Entity entity, String ownId)
            throws ChangeRefused {
        for (Entity other : before.of(kind)) {
            if (other.configId().equals(ownId)) {
                continue;
            }
            boolean sameName = other.name().equals(entity.name());
            if (sameName || other.configId().equals(entity.configId())) {
                String what = sameName ? "name '" + other.name() : "config_id '" + other.configId();
                String message = "there is a " + kind.singular() + " with the " + what + "' already";
                String key = sameName ? "name" : "config_id";
                throw new ChangeRefused(Reason.CONFLICT, new Problem("duplicate", message, key, null, null));
            }
        }
    }

    private static Configuration checked(Configuration before, Configuration next) throws ChangeRefused {
        Problems problems = new Problems();
        new Groups(next, false).check(problems, before);
        refuseInvalid(problems);
        return next;
    }

    private static Configuration rename(Configuration before, EntityKind kind, String from, String to) {
        if (kind == EntityKind.ROUTE) {
            return before;
        }
        Configuration next = replace(before, kind, entity -> withMember(entity, from, to));
        return replace(next, EntityKind.ROUTE, entity -> {
            Route route = (Route) entity;
            return names(route, kind, from) ? patched(route, Json.object().put(kind.singular(), to)) : route;
        });
    }

    private static boolean names(Route route, EntityKind kind, String name) {
        return switch (kind) {
            case SOURCE -> route.source().equals(name);
            case SINK -> route.sink().equals(name);
            case ROUTE -> false;
        };
    }

    /** The group with another member in the place of one, or with one less when {@code to} is null. */
    private static Entity withMember(Entity entity, String from, @Nullable String to) {
        if (!(entity instanceof Endpoint group) || !group.groupMembers().contains(from)) {
            return entity;
        }
        ObjectNode patch = Json.object();
        ArrayNode members = patch.putArray("group_members");
        for (String member : group.groupMembers()) {
            if (!member.equals(from)) {
                members.add(member);
            } else if (to != null) {
                members.add(to);
            }
        }
        return patched(entity, patch);
    }

    private static Entity patched(Entity entity, ObjectNode patch) {
        return new EntityReader(new Problems()).readChange(entity, patch);
    }

    private static Configuration replace(Configuration before, EntityKind kind, UnaryOperator<Entity> by) {
        List<Entity> all = new ArrayList<>();
        before.of(kind).forEach(entity -> all.add(by.apply(entity)));
        return with(before, kind, all);
    }

    static Configuration with(Configuration before, EntityKind kind, List<? extends Entity> all) {
        return switch (kind) {
            case SOURCE -> new Configuration(cast(all, Source.class), before.sinks(), before.routes());
            case SINK -> new Configuration(before.sources(), cast(all, Sink.class), before.routes());
            case ROUTE -> new Configuration(before.sources(), before.sinks(), cast(all, Route.class));
        };
    }

    private static <E extends Entity> List<E> cast(List<? extends Entity> all, Class<E> type) {
        return all.stream().map(type::cast).toList();
    }

    /** New values of an entity. */
    @FunctionalInterface
    public interface Patch {
        /** The values that change; null when none does. */
        @Nullable
        ObjectNode of(EntityKind kind, Entity entity);
    }
}
