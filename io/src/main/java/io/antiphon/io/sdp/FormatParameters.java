package io.antiphon.io.sdp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Parameters of an {@code a=fmtp} line. Immutable.
 *
 * @param values value by name in lower case
 */
public record FormatParameters(Map<String, String> values) {
    public FormatParameters {
        values = Map.copyOf(values);
    }

    static FormatParameters parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                values.put(
                        part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        part.substring(equals + 1).strip());
            }
        }
        return new FormatParameters(values);
    }

    /** A number; empty when it is absent or no number. */
    public OptionalInt number(String name) {
        String value = values.getOrDefault(name, "");
        return value.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(value)) : OptionalInt.empty();
    }

    /** True for {@code name=1}. */
    public boolean flag(String name) {
        return number(name).orElse(0) == 1;
    }
}
