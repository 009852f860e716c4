package io.antiphon.control.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON schemas (2020-12) of what {@link RecordReader} reads, from what the records declare. Any thread. */
public final class JsonSchemas {
    private JsonSchemas() {}

    /** Schema of the objects that a record class stands for; records in it are written out in place. */
    public static ObjectNode of(Class<? extends Record> type) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        RecordShape<? extends Record> shape = RecordShape.of(type);
        for (RecordShape.Component component : shape.components()) {
            if (component.isOnWire()) {
                ObjectNode property = property(component.type(), component);
                Meaning meaning = component.constraint(Meaning.class);
                if (meaning != null) {
                    property.put("description", meaning.value());
                }
                Object value = component.of(shape.defaults());
                if (value != null && !(value instanceof Record)) {
                    property.set("default", Json.MAPPER.valueToTree(value));
                }
                properties.set(component.wireName(), property);
            }
        }
        return schema;
    }

    private static ObjectNode property(Type type, RecordShape.@Nullable Component component) {
        ObjectNode schema = Json.object();
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            schema.put("type", "array").set("items", property(generic.getActualTypeArguments()[0], null));
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            schema.put("type", "object")
                    .set("additionalProperties", property(generic.getActualTypeArguments()[1], null));
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            schema = of(plain.asSubclass(Record.class));
            if (component != null && component.isNullable()) {
                schema.putArray("type").add("object").add("null");
            }
        } else {
            String name = name(type);
            if (component != null && component.isNullable()) {
                schema.putArray("type").add(name).add("null");
            } else {
                schema.put("type", name);
            }
            constrain(schema, name, component);
        }
        return schema;
    }

    private static String name(Type type) {
        if (type == int.class || type == Integer.class) {
            return "integer";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        return type == boolean.class ? "boolean" : "string";
    }

    private static void constrain(ObjectNode schema, String name, RecordShape.@Nullable Component component) {
        Range range = component == null ? null : component.constraint(Range.class);
        if (range != null) {
            schema.put("minimum", range.min()).put("maximum", range.max());
        }
        OneOf oneOf = component == null ? null : component.constraint(OneOf.class);
        if (oneOf != null) {
            ArrayNode values = schema.putArray("enum");
            for (String value : oneOf.value()) {
                if (name.equals("integer")) {
                    values.add(Integer.parseInt(value));
                } else {
                    values.add(value);
                }
            }
            if (component != null && component.isNullable()) {
                values.addNull();
            }
        }
    }
}
