package io.antiphon.control.edit;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.Route;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks of what names what: members of groups, ends of routes. */
final class Groups {
    private final Configuration configuration;
    private final boolean whole;

    /** @param whole whether problems name where in the whole they are: {@code routes.2.sink}, not {@code sink} */
    Groups(Configuration configuration, boolean whole) {
        this.configuration = configuration;
        this.whole = whole;
    }

    /** Finds names that nobody bears and groups that contain themselves. */
    void check(Problems problems) {
        check(configuration.sources(), "source", problems);
        check(configuration.sinks(), "sink", problems);
        Set<String> sources = names(configuration.sources());
        Set<String> sinks = names(configuration.sinks());
        List<Route> routes = configuration.routes();
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            String where = whole ? "routes." + i + "." : "";
            checkEnd(route, where, "source", route.source(), sources, problems);
            if (route.remoteTarget() == null) {
                checkEnd(route, where, "sink", route.sink(), sinks, problems);
            }
        }
    }

    /**
     * The same, given a configuration that had no such problems and from which this one came: what has not changed is
     * looked at again only where names are gone or groups have changed.
     */
    void check(Problems problems, Configuration before) {
        if (concernsOthers(ChangedStretch.of(before.sources(), configuration.sources()))
                || concernsOthers(ChangedStretch.of(before.sinks(), configuration.sinks()))
                || whole) {
            check(problems);
            return;
        }
        for (Entity changed :
                ChangedStretch.of(before.routes(), configuration.routes()).after()) {
            Route route = (Route) changed;
            if (!isNamed(route.source(), configuration.sources())) {
                checkEnd(route, "", "source", route.source(), names(configuration.sources()), problems);
            }
            if (route.remoteTarget() == null && !isNamed(route.sink(), configuration.sinks())) {
                checkEnd(route, "", "sink", route.sink(), names(configuration.sinks()), problems);
            }
        }
    }

    private static boolean concernsOthers(ChangedStretch changed) {
        Set<String> names = new HashSet<>();
        for (Entity after : changed.after()) {
            names.add(after.name());
            if (((Endpoint) after).group()) {
                return true;
            }
        }
        return changed.before().stream().anyMatch(gone -> ((Endpoint) gone).group() || !names.contains(gone.name()));
    }

    private static boolean isNamed(String name, List<? extends Entity> all) {
        return all.stream().anyMatch(entity -> entity.name().equals(name));
    }

    private static void checkEnd(
            Route route, String where, String what, String named, Set<String> names, Problems problems) {
        if (!names.contains(named)) {
            problems.add(unknown(where + what, what, named, "route '" + route.name() + "'", names));
        }
    }

    private void check(List<? extends Endpoint> all, String what, Problems problems) {
        Set<String> names = names(all);
        Map<String, Endpoint> groups = new HashMap<>();
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            Endpoint endpoint = all.get(i);
            if (!endpoint.group()) {
                continue;
            }
            String where = whole ? what + "s." + i + "." : "";
            groups.put(endpoint.name(), endpoint);
            places.put(endpoint.name(), where + "group_members");
            for (String member : endpoint.groupMembers()) {
                if (!names.contains(member)) {
                    problems.add(
                            unknown(where + "group_members", what, member, "group '" + endpoint.name() + "'", names));
                }
            }
        }
        Set<String> done = new HashSet<>();
        for (String group : groups.keySet().stream().sorted().toList()) {
            findCycle(group, groups, new ArrayList<>(), done, places, problems);
        }
    }

    private static void findCycle(
            String name,
            Map<String, Endpoint> groups,
            List<String> path,
            Set<String> done,
            Map<String, String> places,
            Problems problems) {
        Endpoint group = groups.get(name);
        if (group == null || done.contains(name)) {
            return;
        }
        if (path.contains(name)) {
            List<String> circle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
            circle.add(name);
            String place = places.getOrDefault(name, "group_members");
            problems.add("cycle", place, "a group must not contain itself: " + String.join(" → ", circle));
            return;
        }
        path.add(name);
        group.groupMembers().forEach(member -> findCycle(member, groups, path, done, places, problems));
        path.removeLast();
        done.add(name);
    }

    private static Problem unknown(String key, String what, String named, String by, Set<String> names) {
        String message = "must be the name of a " + what + ", but there is no " + what + " '" + named + "', which " + by
                + " names";
        return new Problem("unknown_reference", message, key, NearestNames.hint(named, List.copyOf(names)), named);
    }

    private static Set<String> names(List<? extends Endpoint> all) {
        return all.stream().map(Endpoint::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
