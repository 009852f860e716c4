package io.antiphon.control.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import java.util.Set;

/** Brings what older files and clients write into today's form. */
final class OlderForms {
    private static final Set<String> NO_IDENTITY = Set.of("", "null", "None");
    private static final Set<String> DEVICE_PROTOCOLS = Set.of("alsa", "wasapi");

    private OlderForms() {}

    /** A copy in today's form. */
    static ObjectNode update(ObjectNode given) {
        ObjectNode node = given.deepCopy();
        JsonNode single = node.remove("speaker_layout");
        if (single != null && single.isObject() && !node.has("speaker_layouts")) {
            node.set("speaker_layouts", Json.object().set("2", single));
        }
        JsonNode identity = node.get("config_id");
        if (identity != null && (identity.isNull() || NO_IDENTITY.contains(identity.asText()))) {
            node.remove("config_id");
        }
        if (DEVICE_PROTOCOLS.contains(node.path("protocol").asText())) {
            node.put("protocol", "system_audio");
        }
        JsonNode port = node.get("port");
        boolean device = node.path("protocol").asText().equals("system_audio");
        if (device && port != null && (port.isNull() || (port.isNumber() && port.doubleValue() < 0))) {
            node.put("port", 0);
        }
        return node;
    }
}
