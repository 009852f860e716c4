package io.antiphon.control.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a record class tells about its JSON form. Each class that is read has a public constant {@code DEFAULT}, whose
 * values stand where the JSON has none. Any thread.
 *
 * @param <R> the record class
 */
final class RecordShape<R extends Record> {
    private static final Map<Class<?>, RecordShape<?>> SHAPES = new ConcurrentHashMap<>();

    private final List<Component> components;
    private final Constructor<R> constructor;
    private final R defaults;

    private RecordShape(Class<R> type) {
        try {
            RecordComponent[] all = type.getRecordComponents();
            components = Arrays.stream(all).map(Component::new).toList();
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new));
            defaults = type.cast(type.getField("DEFAULT").get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be read: it needs a public constant DEFAULT", e);
        }
    }

    @SuppressWarnings("unchecked")
    static <R extends Record> RecordShape<R> of(Class<R> type) {
        RecordShape<?> shape = SHAPES.get(type);
        if (shape == null) {
            shape = new RecordShape<>(type);
            SHAPES.put(type, shape);
        }
        return (RecordShape<R>) shape;
    }

    List<Component> components() {
        return components;
    }

    R defaults() {
        return defaults;
    }

    R create(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("values that passed the check were refused", e);
        }
    }

    /** One component of a record: its wire name, type and constraints. */
    static final class Component {
        private final RecordComponent component;
        private final String wireName;
        private final boolean nullable;

        private Component(RecordComponent component) {
            this.component = component;
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            this.wireName = named == null ? snakeCase(component.getName()) : named.value();
            this.nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        String wireName() {
            return wireName;
        }

        boolean isNullable() {
            return nullable;
        }

        boolean isOnWire() {
            return !component.getAccessor().isAnnotationPresent(JsonIgnore.class);
        }

        Type type() {
            return component.getGenericType();
        }

        <A extends Annotation> @Nullable A constraint(Class<A> type) {
            return component.getAnnotation(type);
        }

        @Nullable
        Object of(Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("component " + wireName + " cannot be read", e);
            }
        }

        private static String snakeCase(String name) {
            return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        }
    }
}
