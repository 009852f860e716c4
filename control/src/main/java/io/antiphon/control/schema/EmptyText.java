package io.antiphon.control.schema;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes an absent value as {@code ""}, where clients know it so. */
public final class EmptyText extends JsonSerializer<@Nullable Object> {
    @Override
    public void serialize(@Nullable Object value, JsonGenerator generator, SerializerProvider provider)
            throws IOException {
        generator.writeString("");
    }
}
