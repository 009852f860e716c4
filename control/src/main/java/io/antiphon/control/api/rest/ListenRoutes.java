package io.antiphon.control.api.rest;

import io.antiphon.control.listen.ListenersFullException;
import io.antiphon.control.listen.Listening;
import io.antiphon.control.listen.TemporarySink;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Listening to one source or route: makes the sink that a browser then listens to by WHEP. Any thread. */
final class ListenRoutes {
    private final Listening listening;
    private final Senders senders;

    ListenRoutes(Listening listening, Senders senders) {
        this.listening = listening;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/listen/source/{name}/setup", ctx -> {
            TemporarySink made = setUp(ctx, EntityKind.SOURCE);
            Replies.json(
                    ctx,
                    Json.object()
                            .put("sink_id", made.sinkId())
                            .put("sink_name", made.sinkName())
                            .put("route_name", made.routeName())
                            .put("source_id", made.originName()));
        });
        routes.post("/api/listen/route/{name}/setup", ctx -> {
            TemporarySink made = setUp(ctx, EntityKind.ROUTE);
            Replies.json(
                    ctx,
                    Json.object()
                            .put("sink_id", made.sinkId())
                            .put("sink_name", made.sinkName())
                            .put("route_name", made.routeName())
                            .put("original_route_id", made.originName()));
        });
        routes.delete("/api/listen/temporary/{sink_id}", this::remove);
    }

    private TemporarySink setUp(Context ctx, EntityKind kind) throws Exception {
        try {
            return Replies.await(listening.setUp(kind, ctx.pathParam("name"), senders.listener(ctx)));
        } catch (ListenersFullException e) {
            throw WhepRoutes.full(ctx, e.problem());
        }
    }

    /** One that is gone already is as good as deleted: it goes by itself when nobody listens. */
    private void remove(Context ctx) throws Exception {
        String id = ctx.pathParam("sink_id");
        if (!Replies.await(listening.remove(id))) {
            String message = "'" + id + "' is a sink that is configured, not a temporary one";
            String hint = "DELETE /sinks/{name} deletes it.";
            throw new ApiError(409, List.of(new Problem("not_temporary", message, "sink_id", hint, id)));
        }
        ctx.status(204);
    }
}
