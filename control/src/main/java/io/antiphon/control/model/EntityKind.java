package io.antiphon.control.model;

import java.util.Locale;

/** The three kinds of things that are configured. */
public enum EntityKind {
    SOURCE,
    SINK,
    ROUTE;

    /** The values that stand where none are given. */
    public Entity defaults() {
        return switch (this) {
            case SOURCE -> Source.DEFAULT;
            case SINK -> Sink.DEFAULT;
            case ROUTE -> Route.DEFAULT;
        };
    }

    /** Name for one of them, such as {@code sink}. */
    public String singular() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Key of the list of them in the file and in the API, such as {@code sinks}. */
    public String plural() {
        return singular() + "s";
    }
}
