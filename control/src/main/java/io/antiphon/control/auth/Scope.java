package io.antiphon.control.auth;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of what a role may, written {@code sinks:change}; {@code *} stands for every object or every verb.
 *
 * @param area name of an area or *
 * @param verb name of a verb or *
 */
public record Scope(String area, String verb) {
    private static final String ANY = "*";

    /** Reads one; empty when it names what there is not. */
    public static Optional<Scope> of(String text) {
        String[] parts = text.split(":", -1);
        boolean known = parts.length == 2
                && (parts[0].equals(ANY)
                        || Stream.of(Area.values()).anyMatch(a -> a.wireName().equals(parts[0])))
                && (parts[1].equals(ANY)
                        || Stream.of(Deed.Verb.values())
                                .anyMatch(v -> v.wireName().equals(parts[1])));
        return known ? Optional.of(new Scope(parts[0], parts[1])) : Optional.empty();
    }

    boolean covers(Deed deed) {
        return (area.equals(ANY) || area.equals(deed.area().wireName()))
                && (verb.equals(ANY) || verb.equals(deed.verb().wireName()));
    }

    @Override
    public String toString() {
        return area + ":" + verb;
    }
}
