package io.antiphon.control.store;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads and writes a YAML file whose top is a map. Any thread. */
public final class YamlDocument {
    /** Enough for thousands of entities with speaker matrices. */
    private static final int MAX_CHARACTERS = 64 << 20;

    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .loaderOptions(loaderOptions())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    private YamlDocument() {}

    /**
     * Reads a file; an empty one is an empty map.
     *
     * @throws BadFileException when it is not a map in YAML
     * @throws IOException when it cannot be read
     */
    public static ObjectNode read(Path file) throws BadFileException, IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            JsonNode top = YAML.readTree(content);
            if (top == null || top.isMissingNode() || top.isNull()) {
                return Json.object();
            }
            if (top instanceof ObjectNode map) {
                return map;
            }
            throw new BadFileException(file + " must be a map of keys, such as 'sinks:', at its top");
        } catch (JsonProcessingException e) {
            throw new BadFileException(file + place(e.getLocation()) + ": " + firstLine(e), e);
        }
    }

    /** The text of a document. */
    static byte[] write(ObjectNode document) {
        try {
            return YAML.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written as YAML", e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("it does not parse");
    }

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        return options;
    }
}
