package io.antiphon.control.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from JSON trees by what their components declare. Lenient where the ancestors' server was: numbers and
 * truth values may come as text, {@code ""} stands for an absent value, unknown keys are ignored. One thread, one tree.
 */
public final class RecordReader {
    /** Java would read {@code 1d} and {@code 0x1p0} too. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private final Problems problems;

    /** @param problems takes what is wrong; what was read is of use only when nothing was added */
    public RecordReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads an object.
     *
     * @param node the object
     * @param base where the object has no key, the value of this one stays
     */
    @SuppressWarnings("unchecked")
    public <R extends Record> R read(JsonNode node, R base) {
        return read(node, base, RecordShape.of((Class<R>) base.getClass()), "");
    }

    private <R extends Record> R read(JsonNode node, R base, RecordShape<R> shape, String path) {
        if (!node.isObject()) {
            wrong(path.isEmpty() ? "body" : path, node, "type", "must be an object");
            return base;
        }
        @Nullable Object[] values = new Object[shape.components().size()];
        for (int i = 0; i < values.length; i++) {
            RecordShape.Component component = shape.components().get(i);
            Object kept = component.of(base);
            JsonNode given = component.isOnWire() ? node.get(component.wireName()) : null;
            values[i] = given == null ? kept : value(given, component, kept, path + component.wireName());
        }
        return shape.create(values);
    }

    private @Nullable Object value(JsonNode node, RecordShape.Component component, @Nullable Object kept, String key) {
        if (component.isNullable()
                && (node.isNull() || (node.isTextual() && node.textValue().isEmpty()))) {
            return null;
        }
        Object read = value(node, component.type(), component, key);
        return read == null ? kept : read;
    }

    /** Null when the value is wrong; then a problem was added. */
    private @Nullable Object value(JsonNode node, Type type, RecordShape.Component component, String key) {
        if (type == String.class) {
            return text(node, component, key);
        }
        if (type == int.class || type == Integer.class) {
            Double number = number(node, component, key, true);
            return number == null ? null : number.intValue();
        }
        if (type == double.class || type == Double.class) {
            return number(node, component, key, false);
        }
        if (type == boolean.class) {
            return truth(node, key);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(node, generic.getActualTypeArguments()[0], component, key);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return map(node, generic.getActualTypeArguments()[1], component, key);
        }
        if (type instanceof Class<?> nested && nested.isRecord()) {
            RecordShape<? extends Record> shape = RecordShape.of(nested.asSubclass(Record.class));
            return nested(node, shape, key);
        }
        throw new IllegalStateException("no reader for " + type + " of " + key);
    }

    private <R extends Record> R nested(JsonNode node, RecordShape<R> shape, String key) {
        return read(node, shape.defaults(), shape, key + ".");
    }

    private @Nullable String text(JsonNode node, RecordShape.Component component, String key) {
        if (!node.isTextual()) {
            wrong(key, node, "type", "must be a text");
            return null;
        }
        String text = node.textValue();
        Text given = component.constraint(Text.class);
        TextRule rule = given == null ? TextRule.PLAIN : given.value();
        if (!rule.holds(text)) {
            wrong(key, node, "bad_text", "must be " + rule.allowed());
            return null;
        }
        return allowed(text, node, component, key) ? text : null;
    }

    private @Nullable Double number(JsonNode node, RecordShape.Component component, String key, boolean whole) {
        String must = whole ? "must be a whole number" : "must be a number";
        if (!node.isNumber() && !NUMBER.matcher(node.asText()).matches()) {
            wrong(key, node, "type", must);
            return null;
        }
        double number = node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asText());
        if (!Double.isFinite(number) || (whole && number != Math.rint(number))) {
            wrong(key, node, "type", must);
            return null;
        }
        Range range = component.constraint(Range.class);
        if (range != null && !isMap(component) && (number < range.min() || number > range.max())) {
            wrong(key, node, "out_of_range", "must be " + spoken(range));
            return null;
        }
        String text = whole ? Long.toString((long) number) : Double.toString(number);
        return allowed(text, node, component, key) ? number : null;
    }

    private @Nullable Boolean truth(JsonNode node, String key) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (node.asText()) {
            case "true", "True", "1" -> true;
            case "false", "False", "0" -> false;
            default -> {
                wrong(key, node, "type", "must be true or false");
                yield null;
            }
        };
    }

    private @Nullable List<Object> list(JsonNode node, Type element, RecordShape.Component component, String key) {
        if (!node.isArray()) {
            wrong(key, node, "type", "must be a list");
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Object value = value(node.get(i), element, component, key + "." + i);
            if (value != null) {
                values.add(value);
            }
        }
        return List.copyOf(values);
    }

    private @Nullable Map<Integer, Object> map(
            JsonNode node, Type element, RecordShape.Component component, String key) {
        if (!node.isObject()) {
            wrong(key, node, "type", "must be an object");
            return null;
        }
        Map<Integer, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            Integer index = mapKey(entry.getKey(), component, key);
            Object value = value(entry.getValue(), element, component, key + "." + entry.getKey());
            if (index != null && value != null) {
                values.put(index, value);
            }
        }
        return Map.copyOf(values);
    }

    private @Nullable Integer mapKey(String text, RecordShape.Component component, String key) {
        Range range = component.constraint(Range.class);
        try {
            int index = Integer.parseInt(text);
            if (range == null || (index >= range.min() && index <= range.max())) {
                return index;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        String allowed = range == null ? "whole numbers" : "whole numbers " + spoken(range);
        problems.add(new Problem("bad_key", "keys must be " + allowed, key + "." + text, null, text));
        return null;
    }

    private boolean allowed(String text, JsonNode node, RecordShape.Component component, String key) {
        OneOf oneOf = component.constraint(OneOf.class);
        if (oneOf == null || Arrays.asList(oneOf.value()).contains(text)) {
            return true;
        }
        wrong(key, node, "not_allowed", "must be one of " + String.join(", ", oneOf.value()));
        return false;
    }

    private static boolean isMap(RecordShape.Component component) {
        return component.type() instanceof ParameterizedType generic && generic.getRawType() == Map.class;
    }

    private static String spoken(Range range) {
        return "from " + spoken(range.min()) + " to " + spoken(range.max());
    }

    private static String spoken(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }

    private void wrong(String key, JsonNode node, String code, String must) {
        String input = node.toString();
        String shown = input.length() > 80 ? input.substring(0, 80) + "…" : input;
        problems.add(new Problem(code, must + ", not " + shown, key, null, shown));
    }
}
