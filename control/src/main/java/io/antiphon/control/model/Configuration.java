package io.antiphon.control.model;

import java.util.List;
import java.util.Optional;

/**
 * All that is configured; the lists are in the order of display. Immutable.
 *
 * @param sources all sources and groups of such
 * @param sinks all sinks and groups of such
 * @param routes all routes
 */
public record Configuration(List<Source> sources, List<Sink> sinks, List<Route> routes) {
    /** Nothing configured. */
    public static final Configuration EMPTY = new Configuration(List.of(), List.of(), List.of());

    public Configuration {
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        routes = List.copyOf(routes);
    }

    /** All of a kind. */
    public List<? extends Entity> of(EntityKind kind) {
        return switch (kind) {
            case SOURCE -> sources;
            case SINK -> sinks;
            case ROUTE -> routes;
        };
    }

    /** The one of that name, else the one of that identity. */
    public Optional<? extends Entity> find(EntityKind kind, String nameOrId) {
        return find(of(kind), nameOrId);
    }

    /** The sink of that name, else the one of that identity. */
    public Optional<Sink> sink(String nameOrId) {
        return find(sinks, nameOrId);
    }

    /** The source of that name, else the one of that identity. */
    public Optional<Source> source(String nameOrId) {
        return find(sources, nameOrId);
    }

    private static <E extends Entity> Optional<E> find(List<E> all, String nameOrId) {
        return all.stream()
                .filter(entity -> entity.name().equals(nameOrId))
                .findFirst()
                .or(() -> all.stream()
                        .filter(entity -> entity.configId().equals(nameOrId))
                        .findFirst());
    }
}
