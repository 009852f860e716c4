package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads the Python tags that ScreamRouter's files hold, by their structure: an object of its configuration is the map
 * under {@code __dict__}, an address of the module {@code ipaddress} is its number. Every other tag of Python is refused;
 * none is executed. Any thread.
 */
final class PythonTags {
    private static final String PYTHON = "tag:yaml.org,2002:python/";
    private static final String OBJECT = PYTHON + "object:screamrouter.";
    private static final String APPLY = PYTHON + "object/apply:ipaddress.";
    private static final String CONTENT = "__dict__";
    private static final Set<String> PLAIN = Set.of("str", "unicode", "tuple", "list", "dict", "int", "float", "bool");

    private PythonTags() {}

    static boolean isTagged(Node node) {
        return node.getTag().getValue().startsWith(PYTHON);
    }

    /** The node that holds what the tag's object holds; the node itself when it has none of these tags. */
    static Node unwrapped(Node node) {
        if (!isTagged(node)) {
            return node;
        }
        String tag = node.getTag().getValue();
        if (tag.startsWith(OBJECT) && node instanceof MappingNode object) {
            for (NodeTuple entry : object.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(CONTENT)) {
                    return entry.getValueNode();
                }
            }
            return node;
        }
        if (PLAIN.contains(tag.substring(PYTHON.length())) || address(node) != null) {
            return node;
        }
        throw new PlacedException(
                "the Python tag '" + tag.substring(PYTHON.length()) + "' is not one that is understood", node);
    }

    /** The address that an object of {@code ipaddress} is made of; null when the node is none. */
    static @Nullable String address(Node node) {
        String tag = node.getTag().getValue();
        int bytes = tag.equals(APPLY + "IPv4Address") ? 4 : tag.equals(APPLY + "IPv6Address") ? 16 : 0;
        if (bytes == 0) {
            return null;
        }
        List<Node> arguments = node instanceof SequenceNode list ? list.getValue() : List.of();
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof ScalarNode argument)) {
            throw new PlacedException("an address must have one number", node);
        }
        JsonNode value = YamlTree.value(argument);
        return value.isTextual() ? value.textValue() : spoken(value.bigIntegerValue(), bytes, node);
    }

    private static String spoken(BigInteger number, int bytes, Node node) {
        byte[] address = new byte[bytes];
        BigInteger left = number;
        for (int i = bytes - 1; i >= 0; i--) {
            address[i] = left.byteValue();
            left = left.shiftRight(Byte.SIZE);
        }
        if (left.signum() != 0) {
            throw new PlacedException("is not the number of an address of " + bytes + " bytes: " + number, node);
        }
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("addresses have 4 or 16 bytes", e);
        }
    }
}
