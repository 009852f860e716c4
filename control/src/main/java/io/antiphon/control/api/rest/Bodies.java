package io.antiphon.control.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import io.antiphon.control.schema.TextRule;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads bodies of requests. Any thread. */
final class Bodies {
    /** A thousand times what the largest sink needs. */
    static final int MAX_BYTES = 1 << 20;

    /** What is still listened to of a body that is too large. */
    private static final int MAX_SKIPPED = 8 * MAX_BYTES;

    /** Attribute of a request: the keys of its body, as a list. */
    static final String KEYS = "antiphon.keys";

    private static final int MAX_KEYS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Bodies() {}

    /** The body as a JSON object. */
    static ObjectNode object(Context ctx) throws ApiError {
        return object(ctx, text(ctx));
    }

    /** The body as a JSON object that has no other keys than those; one without a body is empty. */
    static ObjectNode objectOrNone(Context ctx, Set<String> keys) throws ApiError {
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
            refuseUnwritable(object, "");
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

    /** The name in a body; a problem is added when it cannot be one. */
    static String name(ObjectNode body, Problems problems) {
        String name = body.path("name").isTextual() ? body.get("name").textValue() : "";
        if (!TextRule.NAME.holds(name)) {
            problems.add("bad_text", "name", "must be " + TextRule.NAME.allowed());
        }
        return name;
    }

    /** JSON can say what nothing can write: half a surrogate pair, and numbers beyond all doubles. */
    private static void refuseUnwritable(JsonNode node, String key) throws ApiError {
        boolean half = !isWhole(key) || (node.isTextual() && !isWhole(node.textValue()));
        if (half || (node.isDouble() && !Double.isFinite(node.doubleValue()))) {
            String message = half ? "must be whole Unicode characters" : "must be a number that fits 64 bits";
            throw new ApiError(
                    422, List.of(Problem.of(half ? "bad_text" : "out_of_range", half ? "body" : key, message)));
        }
        String prefix = key.isEmpty() ? "" : key + ".";
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            refuseUnwritable(entry.getValue(), prefix + entry.getKey());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuseUnwritable(node.get(i), prefix + i);
        }
    }

    private static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** The body as text in UTF-8. */
    static String text(Context ctx) throws ApiError {
        byte[] bytes;
        try (InputStream in = ctx.req().getInputStream()) {
            bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                in.skip(MAX_SKIPPED); // who still sends does not look at the answer
            }
        } catch (IOException e) {
            throw new ApiError(400, "cut_short", "the body ended before it was whole");
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

    /**
     * Takes what is left of a body that nobody has read: the connection of an answer that comes before would be cut,
     * and the answer lost with it. A connection whose body is too large, or waits to be asked for, is closed.
     */
    static void finish(Context ctx) {
        HttpServletRequest request = ctx.req();
        long length = request.getContentLengthLong();
        boolean hasBody = length > 0 || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody || ctx.res().isCommitted() || request.isAsyncStarted()) {
            return;
        }
        if (length > MAX_BYTES || request.getHeader("Expect") != null) {
            ctx.header("Connection", "close");
            return;
        }
        try {
            var _ = request.getInputStream().readNBytes(MAX_BYTES);
        } catch (IOException | RuntimeException e) {
            LOG.debug("api: a body ended before it was whole", e);
        }
    }

    /** True when the body is said to be of that type; parameters behind it do not matter. */
    static boolean isOf(Context ctx, String mediaType) {
        String given = ctx.header("Content-Type");
        return given != null && given.split(";", 2)[0].trim().equalsIgnoreCase(mediaType);
    }
}
