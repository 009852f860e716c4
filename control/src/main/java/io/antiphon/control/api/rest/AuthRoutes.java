package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.ApiTokens;
import io.antiphon.control.auth.Gate;
import io.antiphon.control.auth.LoginLink;
import io.antiphon.control.auth.Sessions;
import io.antiphon.control.auth.WrongTries;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.TextRule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.List;

/** Logging in and out, and tokens for programs. Any thread. */
final class AuthRoutes {
    private final boolean loginNeeded;
    private final boolean tls;
    private final Gate gate;
    private final LoginLink link;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final WrongTries wrongTries;

    AuthRoutes(RestParts parts) {
        this.loginNeeded = parts.loginNeeded();
        this.tls = parts.tls();
        this.gate = parts.gate();
        this.link = parts.link();
        this.sessions = parts.sessions();
        this.tokens = parts.tokens();
        this.wrongTries = parts.wrongTries();
    }

    void register(RoutesConfig routes) {
        routes.get("/login", this::openLink);
        routes.post("/api/login", this::login);
        routes.post("/api/logout", this::logout);
        routes.get("/api/session", this::session);
        routes.get("/api/tokens", ctx -> Replies.json(ctx, tokens.list()));
        routes.post("/api/tokens", this::createToken);
        routes.delete("/api/tokens/{name}", this::deleteToken);
    }

    private void openLink(Context ctx) throws ApiError {
        String token = ctx.queryParam("token");
        if (!gate.isLoggedIn(GateFilter.request(ctx, false))) {
            try {
                beginSession(ctx, token == null ? "" : token);
            } catch (ApiError refusal) {
                if (!wantsPage(ctx)) {
                    throw refusal;
                }
                ctx.redirect("/site/?login=refused");
                return;
            }
        }
        ctx.redirect("/site/");
    }

    /** True for a person's browser, which the page tells better than JSON what is the matter. */
    private static boolean wantsPage(Context ctx) {
        String accepted = ctx.header("Accept");
        return accepted != null && accepted.contains("text/html");
    }

    private void login(Context ctx) throws Exception {
        beginSession(ctx, Bodies.object(ctx).path("token").asText());
        Replies.json(ctx, true);
    }

    private void beginSession(Context ctx, String token) throws ApiError {
        String address = ctx.req().getRemoteAddr();
        long wait = wrongTries.waitSeconds(address);
        if (wait > 0) {
            ctx.header("Retry-After", Long.toString(wait));
            throw new ApiError(
                    429, "too_many_tries", "too many wrong tokens came from there; wait " + wait + " seconds");
        }
        if (!link.redeem(token)) {
            wrongTries.wrong(address);
            throw new ApiError(
                    403,
                    "bad_login",
                    "this login link was used already, has expired or is not of this start; a new start prints a new one");
        }
        wrongTries.right(address);
        int seconds = (int) Sessions.LIFETIME.toSeconds();
        ctx.cookie(new Cookie(GateFilter.COOKIE, sessions.begin(), "/", seconds, tls, true, null, SameSite.STRICT));
    }

    private void logout(Context ctx) {
        String cookie = ctx.cookie(GateFilter.COOKIE);
        if (cookie != null) {
            sessions.end(cookie);
        }
        ctx.removeCookie(GateFilter.COOKIE, "/");
        Replies.json(ctx, true);
    }

    private void session(Context ctx) {
        ObjectNode session = Json.object();
        session.put("auth", loginNeeded ? "login" : "none");
        session.put("signed_in", gate.isLoggedIn(GateFilter.request(ctx, false)));
        Replies.json(ctx, session);
    }

    private void createToken(Context ctx) throws Exception {
        String name = Bodies.object(ctx).path("name").asText();
        if (!TextRule.NAME.holds(name)) {
            throw new ApiError(422, List.of(Problem.of("bad_text", "name", "must be " + TextRule.NAME.allowed())));
        }
        String token = tokens.create(name)
                .orElseThrow(() -> new ApiError(409, "duplicate", "there is a token '" + name + "' already"));
        Replies.json(ctx.status(201), Json.object().put("name", name).put("token", token));
    }

    private void deleteToken(Context ctx) throws Exception {
        String name = ctx.pathParam("name");
        if (!tokens.delete(name)) {
            throw new ApiError(404, "not_found", "there is no token '" + name + "'");
        }
        Replies.json(ctx, true);
    }
}
