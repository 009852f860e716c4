package io.antiphon.control.api.rest;

import io.antiphon.control.schema.Json;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What all calls share: answers in JSON and waiting for the control thread. Any thread. */
final class Replies {
    private static final long TIMEOUT_SECONDS = 20;
    private static final long LATE_MS = 250;

    private Replies() {}

    /** Answers with a value as JSON. */
    static void json(Context ctx, Object value) {
        ctx.contentType("application/json").result(Json.text(value));
    }

    /** Keeps who guesses waiting for the answer on each of its connections, so that others are served meanwhile. */
    static void beLate() {
        try {
            Thread.sleep(LATE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits on the virtual thread of the request; what the work failed with is thrown. */
    static <T> T await(CompletableFuture<T> work) throws Exception {
        try {
            return work.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new ApiError(503, "busy", "the change was not made in time; it may still be made");
        }
    }
}
