package io.antiphon.control.api.rest;

import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.tuning.TuningBook;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** How the engine works, which the ancestors call settings. Any thread. */
final class SettingsRoutes {
    private final TuningBook book;
    private final RunningSystem system;

    SettingsRoutes(TuningBook book, RunningSystem system) {
        this.book = book;
        this.system = system;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/settings", ctx -> Replies.json(ctx, book.tuning()));
        routes.post("/api/settings", this::merge);
    }

    private void merge(Context ctx) throws Exception {
        book.merge(Bodies.object(ctx));
        Replies.await(system.tune(book::tuning)); // read there, so that of two changes the later counts
        Replies.json(ctx, Json.object().put("message", "Settings updated successfully"));
    }
}
