package io.antiphon.io.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One {@code a=name:value} line.
 *
 * @param name what stands before the colon
 * @param value what stands after it; empty for a flag such as {@code a=rtcp-mux}
 */
public record Attribute(String name, String value) {
    static Attribute parse(String line) {
        int colon = line.indexOf(':');
        return colon < 0
                ? new Attribute(line.strip(), "")
                : new Attribute(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
    }

    static Optional<String> first(List<Attribute> attributes, String name) {
        return attributes.stream()
                .filter(each -> each.name.equals(name))
                .map(Attribute::value)
                .findFirst();
    }
}
