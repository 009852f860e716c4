package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML nodes into a tree of plain values; tags of the ancestor are read by {@link PythonTags}. One use. */
final class YamlTree {
    /** Aliases may repeat what stands once; nobody's file comes near this. */
    private static final int MAX_NODES = 2_000_000;

    private static final JsonNodeFactory VALUES = Json.MAPPER.getNodeFactory();
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean ancestorsTags;
    private int nodes;

    boolean hasAncestorsTags() {
        return ancestorsTags;
    }

    JsonNode read(Node given) {
        ancestorsTags |= PythonTags.isTagged(given);
        if (++nodes > MAX_NODES) {
            throw new PlacedException("holds too much: aliases repeat more than " + MAX_NODES + " values", given);
        }
        String address = PythonTags.address(given);
        if (address != null) {
            return VALUES.textNode(address);
        }
        Node node = PythonTags.unwrapped(given);
        if (node instanceof ScalarNode scalar) {
            return value(scalar);
        }
        if (!open.add(node)) {
            throw new PlacedException("contains itself", given);
        }
        JsonNode read = switch (node) {
            case MappingNode map -> map(map);
            case SequenceNode list -> list(list);
            default -> throw new PlacedException("is of an unknown kind", given);
        };
        open.remove(node);
        return read;
    }

    private ObjectNode map(MappingNode map) {
        ObjectNode read = Json.object();
        for (NodeTuple entry : map.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new PlacedException("a key must be a text", entry.getKeyNode());
            }
            if (read.has(key.getValue())) {
                throw new PlacedException("the key '" + key.getValue() + "' stands there twice", key);
            }
            read.set(key.getValue(), read(entry.getValueNode()));
        }
        return read;
    }

    private ArrayNode list(SequenceNode list) {
        ArrayNode read = Json.MAPPER.createArrayNode();
        list.getValue().forEach(node -> read.add(read(node)));
        return read;
    }

    /** The value of a scalar; numbers in forms that JSON does not have stay texts. */
    static JsonNode value(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return VALUES.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return VALUES.booleanNode(TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        try {
            if (tag.equals(Tag.INT)) {
                BigInteger whole = new BigInteger(text);
                return whole.bitLength() < Integer.SIZE
                        ? VALUES.numberNode(whole.intValue())
                        : whole.bitLength() < Long.SIZE
                                ? VALUES.numberNode(whole.longValue())
                                : VALUES.numberNode(whole);
            }
            if (tag.equals(Tag.FLOAT)) {
                return VALUES.numberNode(Double.parseDouble(text));
            }
        } catch (NumberFormatException e) {
            return VALUES.textNode(text); // such as 0x1F, 12:30 or .inf
        }
        return VALUES.textNode(text);
    }

    /** Where the value of a key begins, or of the nearest that is there and should hold it. */
    static @Nullable Mark find(Node root, String key) {
        Node at = root;
        for (String part : key.split("\\.", -1)) {
            Node inside = inside(PythonTags.unwrapped(at), part);
            if (inside == null) {
                break;
            }
            at = inside;
        }
        return at.equals(root) ? null : at.getStartMark();
    }

    private static @Nullable Node inside(Node node, String part) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream()
                    .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(part))
                    .map(NodeTuple::getValueNode)
                    .findFirst()
                    .orElse(null);
        }
        if (node instanceof SequenceNode list && part.chars().allMatch(Character::isDigit) && part.length() < 9) {
            int index = part.isEmpty() ? -1 : Integer.parseInt(part);
            return index >= 0 && index < list.getValue().size()
                    ? list.getValue().get(index)
                    : null;
        }
        return null;
    }
}
