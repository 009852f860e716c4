package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Json;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Writes a tree into the text that a person wrote: comments stay where they stood, and so do order and style of what did
 * not change. What it wrote is read again before it counts. Any thread.
 */
final class CommentedYaml {
    private static final Logger LOG = LoggerFactory.getLogger(CommentedYaml.class);

    /** Wider than any line: none is broken. */
    private static final int WIDTH = 1 << 20;

    private static final Pattern PLAIN_KEY = Pattern.compile("[a-z_]+");

    /** 1 and 1.0 are one value. */
    private static final Comparator<JsonNode> BY_VALUE = (a, b) ->
            a.isNumber() && b.isNumber() ? Double.compare(a.doubleValue(), b.doubleValue()) : a.equals(b) ? 0 : 1;

    private CommentedYaml() {}

    /** The text with the tree in it; empty when that is not possible without losing something. */
    static Optional<String> write(String text, ObjectNode tree) {
        try {
            if (YamlDocument.compose(text, true) instanceof MappingNode root) {
                String written = withEnd(emit(updated(root, tree)), text);
                ObjectNode read = YamlDocument.parse("the new text", written.getBytes(StandardCharsets.UTF_8))
                        .tree();
                if (read.equals(BY_VALUE, tree)) {
                    return Optional.of(written);
                }
                LOG.warn("store: the file's comments cannot be kept: the text would hold something else");
            }
        } catch (YAMLException | BadFileException e) {
            LOG.warn("store: the file's comments cannot be kept: {}", e.getMessage());
        }
        return Optional.empty();
    }

    /** The emitter leaves out comments behind the last value. */
    private static String withEnd(String written, String text) {
        List<String> lines = text.lines().toList();
        int end = lines.size();
        while (end > 0 && (lines.get(end - 1).isBlank() || lines.get(end - 1).startsWith("#"))) {
            end--;
        }
        String comments = String.join("\n", lines.subList(end, lines.size()));
        boolean there = comments.isBlank() || written.stripTrailing().endsWith(comments.stripTrailing());
        return there ? written : written + comments.stripTrailing() + "\n";
    }

    private static String emit(Node root) {
        DumperOptions options = new DumperOptions();
        options.setProcessComments(true);
        options.setSplitLines(false);
        options.setWidth(WIDTH);
        options.setAllowUnicode(true);
        StringWriter out = new StringWriter();
        new Yaml(options).serialize(root, out);
        return out.toString();
    }

    private static Node updated(Node old, JsonNode now) {
        if (old instanceof MappingNode map && now instanceof ObjectNode object) {
            return withComments(updated(map, object), old);
        }
        if (old instanceof SequenceNode list && now.isArray()) {
            return withComments(updated(list, now), old);
        }
        boolean same = old instanceof ScalarNode scalar
                && now.isValueNode()
                && BY_VALUE.compare(YamlTree.value(scalar), now) == 0;
        return same ? old : withComments(made(now), old);
    }

    private static Node updated(MappingNode map, ObjectNode object) {
        List<NodeTuple> entries = new ArrayList<>();
        ObjectNode added = object.deepCopy();
        for (NodeTuple entry : map.getValue()) {
            JsonNode now = entry.getKeyNode() instanceof ScalarNode key ? added.remove(key.getValue()) : null;
            if (now != null) {
                entries.add(new NodeTuple(entry.getKeyNode(), updated(entry.getValueNode(), now)));
            }
        }
        added.properties().forEach(entry -> entries.add(new NodeTuple(text(entry.getKey()), made(entry.getValue()))));
        FlowStyle style = map.getValue().isEmpty() ? FlowStyle.BLOCK : map.getFlowStyle();
        return new MappingNode(Tag.MAP, entries, style);
    }

    private static Node updated(SequenceNode list, JsonNode array) {
        NodesOfList before = new NodesOfList(list.getValue());
        List<Node> nodes = new ArrayList<>();
        for (JsonNode now : array) {
            Node old = before.take(now);
            nodes.add(old == null ? made(now) : updated(old, now));
        }
        boolean unstyled = list.getValue().isEmpty() && holdsObjects(array);
        return new SequenceNode(Tag.SEQ, nodes, unstyled ? FlowStyle.BLOCK : list.getFlowStyle());
    }

    private static Node made(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return updated(new MappingNode(Tag.MAP, new ArrayList<>(), FlowStyle.BLOCK), object);
        }
        if (value.isArray()) {
            FlowStyle style = holdsObjects(value) ? FlowStyle.BLOCK : FlowStyle.FLOW;
            return updated(new SequenceNode(Tag.SEQ, new ArrayList<>(), style), value);
        }
        return switch (value.getNodeType()) {
            case NUMBER -> plain(value.isIntegralNumber() ? Tag.INT : Tag.FLOAT, Json.text(value));
            case BOOLEAN -> plain(Tag.BOOL, value.asText());
            case NULL -> plain(Tag.NULL, "null");
            default -> new ScalarNode(Tag.STR, value.asText(), null, null, ScalarStyle.DOUBLE_QUOTED);
        };
    }

    private static boolean holdsObjects(JsonNode array) {
        return !array.isEmpty() && array.get(0).isContainerNode();
    }

    private static ScalarNode plain(Tag tag, String text) {
        return new ScalarNode(tag, text, null, null, ScalarStyle.PLAIN);
    }

    private static ScalarNode text(String key) {
        ScalarStyle style = PLAIN_KEY.matcher(key).matches() ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarNode(Tag.STR, key, null, null, style);
    }

    private static Node withComments(Node made, Node old) {
        made.setBlockComments(old.getBlockComments());
        made.setInLineComments(old.getInLineComments());
        made.setEndComments(old.getEndComments());
        return made;
    }
}
