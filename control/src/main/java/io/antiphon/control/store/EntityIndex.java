package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/** Finds entities again in a list of them: by identity, else by name. One thread. */
final class EntityIndex {
    private final Map<String, JsonNode> byId = new HashMap<>();
    private final Map<String, JsonNode> byName = new HashMap<>();

    EntityIndex(JsonNode list) {
        for (JsonNode entity : list) {
            JsonNode id = entity.get("config_id");
            if (id != null && id.isTextual()) {
                byId.putIfAbsent(id.textValue(), entity);
            } else {
                byName.putIfAbsent(entity.path("name").asText(), entity);
            }
        }
    }

    /** The same entity as it stood in the list; a missing node when it did not. */
    JsonNode find(String configId, String name) {
        JsonNode same = byId.get(configId);
        return same != null ? same : byName.getOrDefault(name, MissingNode.getInstance());
    }
}
