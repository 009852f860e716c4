package io.antiphon.control.solver;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.model.Route;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import io.antiphon.control.solver.DesiredState.DesiredSink;
import io.antiphon.control.solver.DesiredState.DesiredSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Solves a configuration: each enabled route is spread over the members of its groups, and each pair of a source and a
 * sink is taken once, from the first route that has it. Pure.
 */
public final class Solver {
    private Solver() {}

    /** What should play where. */
    public static DesiredState solve(Configuration configuration) {
        Map<String, DesiredSource> sources = new LinkedHashMap<>();
        configuration.sources().forEach(source -> {
            String tag = source.streamTag();
            if (source.enabled() && tag != null) {
                sources.put(source.name(), new DesiredSource(source, tag, Shaping.of(source)));
            }
        });
        Map<String, DesiredSink> sinks = new LinkedHashMap<>();
        configuration.sinks().forEach(sink -> {
            if (sink.enabled() && !sink.group()) {
                sinks.put(sink.name(), new DesiredSink(sink, Shaping.of(sink)));
            }
        });
        // The sound passes a source's groups from the inside out, a sink's from the outside in.
        Expansion sourceSide = new Expansion(configuration.sources(), (outer, group) -> group.then(outer));
        Expansion sinkSide = new Expansion(configuration.sinks(), (outer, group) -> outer.then(group));

        Map<String, DesiredPath> paths = new LinkedHashMap<>();
        for (Route route : configuration.routes()) {
            if (!route.enabled()) {
                continue;
            }
            Shaping own = Shaping.of(route);
            for (Member sinkEnd : sinkSide.members(route.sink())) {
                for (Member sourceEnd : sourceSide.members(route.source())) {
                    DesiredSource source = sources.get(sourceEnd.name());
                    DesiredSink sink = sinks.get(sinkEnd.name());
                    if (source != null && sink != null) {
                        Shaping between = sourceEnd.groups().then(own).then(sinkEnd.groups());
                        Shaping effective = source.shaping().then(between).then(sink.shaping());
                        DesiredPath path = new DesiredPath(source.id(), sink.id(), between, effective);
                        paths.putIfAbsent(path.id(), path);
                    }
                }
            }
        }
        return new DesiredState(
                List.copyOf(sources.values()), List.copyOf(sinks.values()), List.copyOf(paths.values()));
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
            this.byName = all.stream().collect(Collectors.toMap(Endpoint::name, Function.identity()));
            this.order = order;
        }

        private List<Member> members(String name) {
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
