package io.antiphon.control.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The form of a configuration in its file: what has its default value is left out. Any thread. */
final class ConfigurationDocument {
    private ConfigurationDocument() {}

    /** Puts a configuration into a document; other keys of the document stay. */
    static void put(ObjectNode document, Configuration configuration) {
        for (EntityKind kind : EntityKind.values()) {
            ObjectNode defaults = Json.tree((Record) kind.defaults());
            ArrayNode list = Json.MAPPER.createArrayNode();
            for (Entity entity : configuration.of(kind)) {
                list.add(withoutDefaults(Json.tree((Record) entity), defaults));
            }
            document.set(kind.plural(), list);
        }
    }

    /** @throws BadFileException with all that is not allowed */
    static Configuration read(Path file, ObjectNode document) throws BadFileException {
        try {
            return ConfigurationEditor.readAll(document);
        } catch (ChangeRefused e) {
            String problems = e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n  "));
            throw new BadFileException(file + " holds what is not allowed:\n  " + problems, e);
        }
    }

    private static ObjectNode withoutDefaults(ObjectNode entity, ObjectNode defaults) {
        ObjectNode written = Json.object();
        entity.properties().forEach(field -> {
            if (!field.getValue().equals(defaults.get(field.getKey()))) {
                written.set(field.getKey(), field.getValue());
            }
        });
        return written;
    }
}
