package io.antiphon.control.api.rest;

import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what the HTTP server refuses before any call is reached, such as a path that cannot be decoded, in the words of
 * all other refusals. What was sent is not repeated. Any thread.
 */
public final class EarlyRefusals extends ErrorHandler {
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        String message = switch (status) {
            case 400 -> "the request is not HTTP as it should be, or its path holds what no name can";
            case 404 -> "there is nothing there";
            case 414, 431 -> "the path or the headers are too long";
            default -> status < 500 ? "the HTTP server refuses such a request" : "the HTTP server could not answer";
        };
        Problem problem = new Problem("http_" + status, message, null, null, null);
        byte[] body = Json.text(ErrorReplies.body(List.of(problem))).getBytes(StandardCharsets.UTF_8);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "application/json")
                .put("X-Content-Type-Options", "nosniff")
                // The server does it anyway; a client that is not told loses its next call.
                .put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
