package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ValueChange;
import io.antiphon.control.running.History;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.running.Step;
import io.antiphon.control.schema.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** The last changes, undo and redo. Any thread. */
final class HistoryRoutes {
    private final RunningSystem system;
    private final Senders senders;

    HistoryRoutes(RunningSystem system, Senders senders) {
        this.system = system;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/history", this::list);
        routes.post("/api/undo", ctx -> Replies.json(ctx, told(Replies.await(system.undo(senders.name(ctx))))));
        routes.post("/api/redo", ctx -> Replies.json(ctx, told(Replies.await(system.redo(senders.name(ctx))))));
    }

    /** What is seen of changes: the values, of whole entities only that they came or went. */
    static ArrayNode told(List<ValueChange> changes) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (ValueChange change : changes) {
            ObjectNode one = all.addObject();
            one.put("kind", change.kind()).put("name", change.name()).put("config_id", change.configId());
            one.put("text", change.spoken());
            if (change.key() == null) {
                one.put("change", change.from() == null ? "added" : "deleted");
            } else {
                one.put("change", "changed").put("key", change.key());
                one.set("from", change.from());
                one.set("to", change.to());
            }
        }
        return all;
    }

    private void list(Context ctx) {
        History.Steps steps = system.history().steps();
        ObjectNode body = Json.object();
        steps.done().reversed().forEach(step -> body.withArray("undo").add(told(step)));
        steps.undone().reversed().forEach(step -> body.withArray("redo").add(told(step)));
        body.withArray("undo");
        body.withArray("redo");
        Replies.json(ctx, body);
    }

    private static ObjectNode told(Step step) {
        ObjectNode one = Json.object();
        one.put("number", step.number())
                .put("who", step.who())
                .put("when", step.when().toString());
        one.set("what", told(step.what()));
        return one;
    }
}
