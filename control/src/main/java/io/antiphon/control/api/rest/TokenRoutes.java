package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.ApiTokens;
import io.antiphon.control.auth.Role;
import io.antiphon.control.auth.Scope;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens for programs. Any thread. */
final class TokenRoutes {
    private final ApiTokens tokens;

    TokenRoutes(ApiTokens tokens) {
        this.tokens = tokens;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/tokens", ctx -> Replies.json(ctx, tokens.list()));
        routes.post("/api/tokens", this::createToken);
        routes.delete("/api/tokens/{name}", this::deleteToken);
    }

    private void createToken(Context ctx) throws Exception {
        ObjectNode body = Bodies.object(ctx);
        Problems problems = new Problems();
        String name = Bodies.name(body, problems);
        Role role = body.has("role") ? UserRoutes.role(body.get("role"), problems) : Role.OPERATOR;
        List<Scope> scopes = scopes(body.path("scopes"), problems);
        if (role == null || !problems.isEmpty()) {
            throw new ApiError(422, problems.list());
        }
        String token = tokens.create(name, role, scopes)
                .orElseThrow(() -> new ApiError(409, "duplicate", "there is a token '" + name + "' already"));
        Replies.json(ctx.status(201), Json.object().put("name", name).put("token", token));
    }

    private static List<Scope> scopes(JsonNode given, Problems problems) {
        List<Scope> scopes = new ArrayList<>();
        if (!given.isMissingNode() && !given.isArray()) {
            problems.add("type", "scopes", "must be a list");
        }
        for (int i = 0; i < given.size(); i++) {
            Optional<Scope> scope = Scope.of(given.get(i).asText());
            scope.ifPresent(scopes::add);
            if (scope.isEmpty()) {
                problems.add("not_allowed", "scopes." + i, "must be an object and a verb, as sinks:change or *:read");
            }
        }
        return scopes;
    }

    private void deleteToken(Context ctx) throws Exception {
        String name = ctx.pathParam("name");
        if (!tokens.delete(name)) {
            throw new ApiError(404, "not_found", "there is no token '" + name + "'");
        }
        Replies.json(ctx, true);
    }
}
