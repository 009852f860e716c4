package io.antiphon.control.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Meaning;
import io.antiphon.control.schema.Range;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key of the tuning, as {@link Tuning} declares it. Immutable.
 *
 * @param group the object that it is in
 * @param key its name there
 * @param meaning what it does; null when it is kept and does nothing
 * @param min least value; null for switches
 * @param max greatest value; null for switches
 * @param whole whether only whole numbers are allowed
 * @param defaultValue what the ancestors have
 */
public record TuningKey(
        String group,
        String key,
        @Nullable String meaning,
        @Nullable Double min,
        @Nullable Double max,
        boolean whole,
        JsonNode defaultValue) {
    private static final List<TuningKey> ALL = read();

    /** All, in the order of the document. */
    public static List<TuningKey> all() {
        return ALL;
    }

    private static List<TuningKey> read() {
        List<TuningKey> keys = new ArrayList<>();
        RecordComponent[] groups = Tuning.class.getRecordComponents();
        int group = 0;
        ObjectNode defaults = Json.tree(Tuning.DEFAULT);
        for (Map.Entry<String, JsonNode> given : defaults.properties()) {
            RecordComponent[] components = groups[group++].getType().getRecordComponents();
            int index = 0;
            for (Map.Entry<String, JsonNode> value : given.getValue().properties()) {
                keys.add(key(given.getKey(), value, components[index++]));
            }
        }
        return List.copyOf(keys);
    }

    private static TuningKey key(String group, Map.Entry<String, JsonNode> value, RecordComponent component) {
        Meaning meaning = component.getAnnotation(Meaning.class);
        Range range = component.getAnnotation(Range.class);
        return new TuningKey(
                group,
                value.getKey(),
                meaning == null ? null : meaning.value(),
                range == null ? null : range.min(),
                range == null ? null : range.max(),
                component.getType() == int.class,
                value.getValue());
    }
}
