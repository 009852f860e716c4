package io.antiphon.control.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads bodies of requests. Any thread. */
final class Bodies {
    /** A thousand times what the largest sink needs. */
    static final int MAX_BYTES = 1 << 20;

    /** Attribute of a request: the keys of its body, as a list. */
    static final String KEYS = "antiphon.keys";

    private static final int MAX_KEYS = 50;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Bodies() {}

    /** The body as a JSON object. */
    static ObjectNode object(Context ctx) throws ApiError, IOException {
        return object(ctx, text(ctx));
    }

    /** The body as a JSON object that has no other keys than those; one without a body is empty. */
    static ObjectNode objectOrNone(Context ctx, Set<String> keys) throws ApiError, IOException {
        String text = text(ctx);
        ObjectNode body = text.isBlank() ? STRICT.createObjectNode() : object(ctx, text);
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (!keys.contains(entry.getKey())) {
                String message = "is not known here; there are "
                        + String.join(", ", keys.stream().sorted().toList());
                throw new ApiError(422, List.of(Problem.of("unknown_key", entry.getKey(), message)));
            }
        }
        return body;
    }

    private static ObjectNode object(Context ctx, String text) throws ApiError {
        JsonNode read;
        try {
            read = STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new ApiError(400, "bad_json", "the body must be JSON; it is not" + place);
        }
        if (read instanceof ObjectNode object) {
            ctx.attribute(
                    KEYS,
                    object.propertyStream()
                            .map(Map.Entry::getKey)
                            .limit(MAX_KEYS)
                            .toList());
            return object;
        }
        throw new ApiError(422, List.of(Problem.of("type", "body", "must be a JSON object")));
    }

    /** The body as text in UTF-8. */
    static String text(Context ctx) throws ApiError, IOException {
        byte[] bytes;
        try (InputStream in = ctx.req().getInputStream()) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new ApiError(413, "too_large", "the body must have at most " + MAX_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ApiError(400, "bad_utf8", "the body must be text in UTF-8");
        }
    }

    /** True when the body is said to be of that type; parameters behind it do not matter. */
    static boolean isOf(Context ctx, String mediaType) {
        String given = ctx.header("Content-Type");
        return given != null && given.split(";", 2)[0].trim().equalsIgnoreCase(mediaType);
    }
}
