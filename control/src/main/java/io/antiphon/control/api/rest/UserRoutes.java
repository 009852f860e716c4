package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.Role;
import io.antiphon.control.auth.Sessions;
import io.antiphon.control.auth.Users;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People who may log in. Any thread. */
final class UserRoutes {
    private final Users users;
    private final Sessions sessions;

    UserRoutes(Users users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/users", ctx -> Replies.json(ctx, users.list()));
        routes.post("/api/users", this::add);
        routes.put("/api/users/{name}", this::change);
        routes.delete("/api/users/{name}", this::delete);
    }

    private void add(Context ctx) throws Exception {
        ObjectNode body = Bodies.object(ctx);
        Problems problems = new Problems();
        String name = Bodies.name(body, problems);
        String password = password(body.path("password"), problems);
        Role role = role(body.path("role"), problems);
        if (password == null || role == null || !problems.isEmpty()) {
            throw new ApiError(422, problems.list());
        }
        if (!users.add(name, password, role)) {
            String message = "there is a user '" + name + "' already";
            throw new ApiError(409, List.of(new Problem("duplicate", message, "name", null, name)));
        }
        Replies.json(ctx.status(201), Json.object().put("name", name).put("role", role.wireName()));
    }

    private void change(Context ctx) throws Exception {
        String name = ctx.pathParam("name");
        ObjectNode body = Bodies.object(ctx);
        Problems problems = new Problems();
        String password = body.has("password") ? password(body.get("password"), problems) : null;
        Role role = body.has("role") ? role(body.get("role"), problems) : null;
        if (!problems.isEmpty()) {
            throw new ApiError(422, problems.list());
        }
        if (!users.change(name, password, role)) {
            throw unknown(name);
        }
        if (password != null) {
            sessions.endAll(name);
        }
        Replies.json(ctx, true);
    }

    private void delete(Context ctx) throws Exception {
        String name = ctx.pathParam("name");
        if (!users.delete(name)) {
            throw unknown(name);
        }
        sessions.endAll(name);
        Replies.json(ctx, true);
    }

    /** Null when it cannot be one; then a problem was added. */
    static @Nullable String password(JsonNode given, Problems problems) {
        String password = given.isTextual() ? given.textValue() : "";
        if (password.length() >= Users.MIN_PASSWORD && password.length() <= Users.MAX_PASSWORD) {
            return password;
        }
        problems.add(
                "bad_text",
                "password",
                "must be a text of " + Users.MIN_PASSWORD + " to " + Users.MAX_PASSWORD + " characters");
        return null;
    }

    /** Null when there is no such role; then a problem was added. */
    static @Nullable Role role(JsonNode given, Problems problems) {
        Role role = Role.of(given.asText()).orElse(null);
        if (role == null) {
            String names = Stream.of(Role.values()).map(Role::wireName).collect(Collectors.joining(", "));
            problems.add("not_allowed", "role", "must be one of " + names.toLowerCase(Locale.ROOT));
        }
        return role;
    }

    private static ApiError unknown(String name) {
        String message = "there is no user '" + name + "'";
        return new ApiError(404, List.of(new Problem("not_found", message, "name", null, name)));
    }
}
