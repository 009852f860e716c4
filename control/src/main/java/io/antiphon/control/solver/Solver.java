package io.antiphon.control.solver;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.model.Route;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Solves a configuration: each enabled route is spread over the members of its groups, and each pair of a source and a
 * sink is taken once, from the first route that has it. Pure.
 */
public final class Solver {
    private Solver() {}

    /** What should play where. */
    public static DesiredState solve(Configuration configuration) {
        return solve(configuration, DesiredState.NOTHING);
    }

    /**
     * The same, given what was solved last: of what has not changed since, the result holds the very objects of then. So
     * the work is that of the change, and whoever goes on with the result sees by identity what it is about.
     */
    public static DesiredState solve(Configuration configuration, DesiredState before) {
        Map<String, DesiredSource> sources = sources(configuration, before);
        Map<String, DesiredSink> sinks = sinks(configuration, before);
        // The sound passes a source's groups from the inside out, a sink's from the outside in.
        Expansion sourceSide = new Expansion(configuration.sources(), (outer, group) -> group.then(outer));
        Expansion sinkSide = new Expansion(configuration.sinks(), (outer, group) -> outer.then(group));

        Before solved = new Before(before.paths());
        Set<Pair> taken = HashSet.newHashSet(configuration.routes().size());
        List<DesiredPath> paths = new ArrayList<>(configuration.routes().size());
        for (Route route : configuration.routes()) {
            if (!route.enabled()) {
                continue;
            }
            for (Member sinkEnd : sinkSide.members(route.sink())) {
                for (Member sourceEnd : sourceSide.members(route.source())) {
                    DesiredSource source = sources.get(sourceEnd.name());
                    DesiredSink sink = sinks.get(sinkEnd.name());
                    if (source != null && sink != null) {
                        Pair pair = Pair.of(source, sink);
                        if (taken.add(pair)) {
                            Ends ends = new Ends(source, sourceEnd.groups(), sink, sinkEnd.groups());
                            paths.add(path(ends, route, solved.find(pair)));
                        }
                    }
                }
            }
        }
        return new DesiredState(List.copyOf(sources.values()), List.copyOf(sinks.values()), paths);
    }

    private static Map<String, DesiredSource> sources(Configuration configuration, DesiredState before) {
        Map<String, DesiredSource> solved = HashMap.newHashMap(before.sources().size());
        before.sources().forEach(source -> solved.put(source.id(), source));
        Map<String, DesiredSource> sources =
                LinkedHashMap.newLinkedHashMap(configuration.sources().size());
        configuration.sources().forEach(source -> {
            DesiredSource old = solved.get(source.configId());
            String tag = source.streamTag();
            if (old != null && old.source().equals(source)) {
                sources.put(source.name(), old);
            } else if (source.enabled() && tag != null) {
                sources.put(source.name(), new DesiredSource(source, tag, Shaping.of(source)));
            }
        });
        return sources;
    }

    private static Map<String, DesiredSink> sinks(Configuration configuration, DesiredState before) {
        Map<String, DesiredSink> solved = HashMap.newHashMap(before.sinks().size());
        before.sinks().forEach(sink -> solved.put(sink.id(), sink));
        Map<String, DesiredSink> sinks =
                LinkedHashMap.newLinkedHashMap(configuration.sinks().size());
        configuration.sinks().forEach(sink -> {
            DesiredSink old = solved.get(sink.configId());
            if (old != null && old.sink().equals(sink)) {
                sinks.put(sink.name(), old);
            } else if (sink.enabled() && !sink.group()) {
                sinks.put(sink.name(), new DesiredSink(sink, Shaping.of(sink)));
            }
        });
        return sinks;
    }

    private static DesiredPath path(Ends ends, Route route, @Nullable DesiredPath before) {
        boolean same = before != null
                && before.source().equals(ends.source())
                && before.sink().equals(ends.sink())
                && before.route().equals(route);
        if (before != null && same && ends.areNamedBy(route)) {
            return before; // No group was on the way then either, since the names are the same.
        }
        Shaping between = ends.sourceGroups().then(Shaping.of(route)).then(ends.sinkGroups());
        if (before != null && same && before.between().equals(between)) {
            return before;
        }
        Shaping effective =
                ends.source().shaping().then(between).then(ends.sink().shaping());
        return new DesiredPath(ends.source(), ends.sink(), route, between, effective);
    }

    /**
     * What a path is known by.
     *
     * @param sourceId identity of the source
     * @param sinkId identity of the sink
     */
    private record Pair(String sourceId, String sinkId) {
        static Pair of(DesiredSource source, DesiredSink sink) {
            return new Pair(source.id(), sink.id());
        }

        boolean isOf(DesiredPath path) {
            return path.sourceId().equals(sourceId) && path.sinkId().equals(sinkId);
        }
    }

    /** What was solved last, found where it is looked for: mostly the next one each time. One thread. */
    private static final class Before {
        private final List<DesiredPath> paths;
        private int next;
        private @Nullable Map<Pair, DesiredPath> byPair;

        private Before(List<DesiredPath> paths) {
            this.paths = paths;
        }

        private @Nullable DesiredPath find(Pair pair) {
            if (next < paths.size() && pair.isOf(paths.get(next))) {
                return paths.get(next++);
            }
            if (byPair == null) {
                Map<Pair, DesiredPath> all = HashMap.newHashMap(paths.size());
                paths.forEach(path -> all.put(Pair.of(path.source(), path.sink()), path));
                byPair = all;
            }
            DesiredPath found = byPair.get(pair);
            if (next + 1 < paths.size() && paths.get(next + 1).equals(found)) {
                next += 2; // one has gone
            }
            return found;
        }
    }

    /**
     * Both ends of a path.
     *
     * @param source where it comes from
     * @param sourceGroups what the groups of the source do
     * @param sink where it goes to
     * @param sinkGroups what the groups of the sink do
     */
    private record Ends(DesiredSource source, Shaping sourceGroups, DesiredSink sink, Shaping sinkGroups) {
        /** True when the route names the two themselves, not groups. */
        boolean areNamedBy(Route route) {
            return route.source().equals(source.source().name())
                    && route.sink().equals(sink.sink().name());
        }
    }

    /**
     * A single source or sink that a name stands for.
     *
     * @param name its name
     * @param groups what the groups on the way to it do
     */
    private record Member(String name, Shaping groups) {}

    /** Resolves names to single sources or sinks, through groups in groups. */
    private static final class Expansion {
        private final Map<String, Endpoint> byName;
        private final BinaryOperator<Shaping> order;

        /** @param order puts what lies around a group, and the group's own shaping, into the order of the sound */
        private Expansion(List<? extends Endpoint> all, BinaryOperator<Shaping> order) {
            this.byName = HashMap.newHashMap(all.size());
            all.forEach(endpoint -> byName.put(endpoint.name(), endpoint));
            this.order = order;
        }

        private List<Member> members(String name) {
            Endpoint endpoint = byName.get(name);
            if (endpoint != null && endpoint.enabled() && !endpoint.group()) {
                return List.of(new Member(name, Shaping.NONE));
            }
            List<Member> found = new ArrayList<>();
            collect(name, Shaping.NONE, new HashSet<>(), found);
            return found;
        }

        /** What was seen once needs no second visit: the first way to a member is the one that counts. */
        private void collect(String name, Shaping outer, Set<String> seen, List<Member> into) {
            Endpoint endpoint = byName.get(name);
            if (endpoint == null || !endpoint.enabled() || !seen.add(name)) {
                return;
            }
            if (endpoint.group()) {
                Shaping groups = order.apply(outer, Shaping.of(endpoint));
                endpoint.groupMembers().forEach(member -> collect(member, groups, seen, into));
            } else {
                into.add(new Member(name, outer));
            }
        }
    }
}
