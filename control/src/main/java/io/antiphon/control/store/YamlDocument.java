package io.antiphon.control.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A YAML file whose top is a map, as it was read: its text, its tree, and where in it each key stands. Nothing that a tag
 * names is ever made or called. Immutable, but the tree is its holder's; one thread at a time.
 */
public final class YamlDocument {
    /** Enough for thousands of entities with speaker matrices. */
    private static final int MAX_CHARACTERS = 64 << 20;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private final String text;
    private final @Nullable Node root;
    private final ObjectNode tree;
    private final boolean ancestors;

    private YamlDocument(String text, @Nullable Node root, ObjectNode tree, boolean ancestors) {
        this.text = text;
        this.root = root;
        this.tree = tree;
        this.ancestors = ancestors;
    }

    /**
     * Reads a file; an empty one is an empty map.
     *
     * @throws BadFileException when it is not a map in YAML
     * @throws IOException when it cannot be read
     */
    public static YamlDocument read(Path file) throws BadFileException, IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /**
     * Reads the content of a file.
     *
     * @param name what it is called in messages
     * @throws BadFileException when it is not a map in YAML
     */
    static YamlDocument parse(String name, byte[] content) throws BadFileException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadFileException(name + " must be text in UTF-8", e);
        }
        try {
            Node root = compose(text, false);
            if (root == null) {
                return new YamlDocument(text, null, Json.object(), false);
            }
            YamlTree reader = new YamlTree();
            if (reader.read(root) instanceof ObjectNode map) {
                return new YamlDocument(text, root, map, reader.hasAncestorsTags());
            }
            throw new BadFileException(name + " must be a map of keys, such as 'sinks:', at its top");
        } catch (MarkedYAMLException e) {
            throw new BadFileException(name + place(e.getProblemMark()) + ": " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new BadFileException(name + ": " + firstLine(e), e);
        }
    }

    /** The nodes of a text, null when there are none. */
    static @Nullable Node compose(String text, boolean comments) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setProcessComments(comments);
        options.setTagInspector(_ -> true); // tags are only read, by YamlTree; nothing is constructed
        options.setMaxAliasesForCollections(Integer.MAX_VALUE); // YamlTree counts what they repeat
        return new Yaml(options).compose(new StringReader(text));
    }

    /** The text of a tree without any comments. */
    static String write(ObjectNode tree) {
        try {
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as YAML", e);
        }
    }

    /** What it holds. */
    public ObjectNode tree() {
        return tree;
    }

    /** The text that was read. */
    String text() {
        return text;
    }

    /** True when it holds Python tags, as the ancestor wrote them. */
    public boolean isAncestors() {
        return ancestors;
    }

    /**
     * Where a key stands, such as {@code ", line 3, column 7"}; where what should hold it stands when it is not there; empty
     * when neither is.
     *
     * @param key keys and numbers in lists with dots between them, such as {@code sinks.0.volume}
     */
    public String place(@Nullable String key) {
        return root == null || key == null ? "" : place(YamlTree.find(root, key));
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static String firstLine(YAMLException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("it does not parse");
    }
}
