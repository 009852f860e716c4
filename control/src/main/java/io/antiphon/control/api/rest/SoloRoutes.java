package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is heard alone for a while. Any thread. */
final class SoloRoutes {
    private final RunningSystem system;

    SoloRoutes(RunningSystem system) {
        this.system = system;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/solo", ctx -> Replies.json(ctx, told()));
        routes.put("/api/solo", this::set);
    }

    private void set(Context ctx) throws Exception {
        JsonNode given = Bodies.object(ctx).path("ids");
        Set<String> ids = new HashSet<>();
        boolean texts = given.isArray();
        for (JsonNode id : given) {
            texts &= id.isTextual();
            ids.add(id.asText());
        }
        if (!texts) {
            throw new ApiError(
                    422,
                    List.of(Problem.of(
                            "type", "ids", "must be a list of config_ids of sources and sinks; empty ends it")));
        }
        Replies.await(system.solo(ids));
        Replies.json(ctx, told());
    }

    private ObjectNode told() {
        ObjectNode body = Json.object();
        body.set("ids", Json.MAPPER.valueToTree(system.solo().stream().sorted().toList()));
        return body;
    }
}
