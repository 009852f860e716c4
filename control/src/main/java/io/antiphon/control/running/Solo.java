package io.antiphon.control.running;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Endpoint;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.DesiredState.DesiredPath;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is heard alone for a while: while some sources are named, no other source is heard anywhere; while some sinks are
 * named, no other sink plays. Nothing of it is configured or saved, and what is switched off stays off. Immutable.
 *
 * @param ids identities of sources, sinks and groups of them
 */
record Solo(Set<String> ids) {
    /** Everything is heard. */
    static final Solo NONE = new Solo(Set.of());

    Solo {
        ids = Set.copyOf(ids);
    }

    /** Without what is not configured any more. */
    Solo within(Configuration configuration) {
        Set<String> there = new HashSet<>();
        configuration.sources().forEach(source -> there.add(source.configId()));
        configuration.sinks().forEach(sink -> there.add(sink.configId()));
        return there.containsAll(ids)
                ? this
                : new Solo(ids.stream().filter(there::contains).collect(Collectors.toSet()));
    }

    /** What remains of the paths. Those to sinks that are not configured, such as of listeners, obey the sources alone. */
    DesiredState of(DesiredState solved, Configuration configuration) {
        if (ids.isEmpty()) {
            return solved;
        }
        Set<String> sources = alone(configuration.sources());
        Set<String> sinks = alone(configuration.sinks());
        Set<String> configured = new HashSet<>();
        configuration.sinks().forEach(sink -> configured.add(sink.configId()));
        List<DesiredPath> paths = solved.paths().stream()
                .filter(path -> sources.isEmpty() || sources.contains(path.sourceId()))
                .filter(path -> sinks.isEmpty() || !configured.contains(path.sinkId()) || sinks.contains(path.sinkId()))
                .toList();
        return new DesiredState(solved.sources(), solved.sinks(), paths);
    }

    /** Those of a kind that are named, and the members of groups that are, however deep. */
    private Set<String> alone(List<? extends Endpoint> all) {
        Map<String, Endpoint> byName = HashMap.newHashMap(all.size());
        all.forEach(endpoint -> byName.put(endpoint.name(), endpoint));
        Set<String> alone = new HashSet<>();
        for (Endpoint endpoint : all) {
            if (ids.contains(endpoint.configId())) {
                add(endpoint, byName, alone);
            }
        }
        return alone;
    }

    private static void add(Endpoint endpoint, Map<String, Endpoint> byName, Set<String> alone) {
        if (!alone.add(endpoint.configId())) {
            return;
        }
        for (String member : endpoint.groupMembers()) {
            Endpoint one = byName.get(member);
            if (one != null) {
                add(one, byName, alone);
            }
        }
    }
}
