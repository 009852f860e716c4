package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.store.NotSavedException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what went wrong: {@code error} for the ancestors' clients, {@code code}, {@code message}, {@code key} and {@code
 * hint} of the first problem, and {@code detail} with all of them when what was sent breaks the schema. Any thread.
 */
final class ErrorReplies {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorReplies.class);

    private ErrorReplies() {}

    static void write(Context ctx, ApiError error) {
        write(ctx, error.status(), error.problems());
    }

    static void write(Context ctx, ChangeRefused refused) {
        int status = switch (refused.reason()) {
            case INVALID -> 422;
            case UNKNOWN -> 404;
            case CONFLICT -> 409;
        };
        write(ctx, status, refused.problems());
    }

    static void write(Context ctx, NotSavedException e) {
        write(ctx, 500, List.of(new Problem("not_saved", String.valueOf(e.getMessage()), null, null, null)));
    }

    /** A fault of ours: the log has the whole story, the client its number. */
    static void writeFault(Context ctx, Throwable fault) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("api: a request failed: id={} method={} path={}", id, ctx.method(), ctx.path(), fault);
        String message = "something went wrong here; the log tells more under " + id;
        write(ctx, 500, List.of(new Problem("internal", message, null, null, null)));
    }

    static void write(Context ctx, int status, List<Problem> problems) {
        ObjectNode body = body(problems);
        if (status == 422) {
            ArrayNode detail = body.putArray("detail");
            problems.forEach(problem -> detail.add(detail(problem)));
        }
        Replies.json(ctx.status(status), body);
        if (ctx.header("Sec-WebSocket-Version") != null) {
            writeRefusedUpgrade(ctx, body);
        }
    }

    /** What a refused upgrade is answered is not written by Javalin, but for status and headers. */
    private static void writeRefusedUpgrade(Context ctx, ObjectNode body) {
        try {
            ctx.res().getOutputStream().write(Json.text(body).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("api: a client did not wait for its refusal", e);
        }
    }

    /** What every answer about a problem holds. */
    static ObjectNode body(List<Problem> problems) {
        Problem first = problems.getFirst();
        ObjectNode body = Json.object();
        body.put("error", Problem.told(problems));
        body.put("code", first.code());
        body.put("message", first.message());
        body.put("key", first.key());
        body.put("hint", first.hint());
        return body;
    }

    private static ObjectNode detail(Problem problem) {
        ObjectNode detail = Json.object();
        detail.put("type", problem.code());
        ArrayNode place = detail.putArray("loc").add("body");
        if (problem.key() != null) {
            for (String part : problem.key().split("\\.", -1)) {
                place.add(part);
            }
        }
        detail.put("msg", problem.message());
        detail.put("input", problem.input());
        return detail;
    }
}
