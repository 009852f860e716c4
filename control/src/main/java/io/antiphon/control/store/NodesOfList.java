package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The nodes of a list, each to be taken once by what it has become: by identity, by name, by value. One use. */
final class NodesOfList {
    private static final List<String> KEYS = List.of("config_id", "name");

    private final List<Node> left;

    NodesOfList(List<Node> nodes) {
        this.left = new ArrayList<>(nodes);
    }

    /** The node that stood for it; null when there was none. */
    @Nullable
    Node take(JsonNode now) {
        for (int i = 0; i < left.size(); i++) {
            if (isSame(left.get(i), now)) {
                return left.remove(i);
            }
        }
        return null;
    }

    private static boolean isSame(Node node, JsonNode now) {
        if (node instanceof ScalarNode scalar) {
            return YamlTree.value(scalar).equals(now);
        }
        if (node instanceof MappingNode map && now.isObject()) {
            for (String key : KEYS) {
                Optional<String> value = text(map, key);
                if (value.isPresent()) {
                    return value.get().equals(now.path(key).asText());
                }
            }
            return false;
        }
        return now.isArray();
    }

    private static Optional<String> text(MappingNode map, String wanted) {
        return map.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(wanted))
                .map(NodeTuple::getValueNode)
                .filter(ScalarNode.class::isInstance)
                .map(node -> ((ScalarNode) node).getValue())
                .findFirst();
    }
}
