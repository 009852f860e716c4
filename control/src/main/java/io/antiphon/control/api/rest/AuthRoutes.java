package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.Gate;
import io.antiphon.control.auth.Identity;
import io.antiphon.control.auth.LoginLink;
import io.antiphon.control.auth.Sessions;
import io.antiphon.control.auth.Users;
import io.antiphon.control.auth.Users.BusyException;
import io.antiphon.control.auth.WrongTries;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problems;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logging in and out, and one's own password. Any thread. */
final class AuthRoutes {
    private final boolean loginNeeded;
    private final boolean tls;
    private final Gate gate;
    private final LoginLink link;
    private final Users users;
    private final Sessions sessions;
    private final WrongTries wrongTries;

    AuthRoutes(RestParts parts) {
        this.loginNeeded = parts.loginNeeded();
        this.tls = parts.tls();
        this.gate = parts.gate();
        this.link = parts.link();
        this.users = parts.users();
        this.sessions = parts.sessions();
        this.wrongTries = parts.wrongTries();
    }

    void register(RoutesConfig routes) {
        routes.get("/login", this::openLink);
        routes.post("/api/login", this::login);
        routes.post("/api/logout", this::logout);
        routes.post("/api/password", this::changePassword);
        routes.get("/api/session", this::session);
    }

    private void openLink(Context ctx) throws ApiError {
        String token = ctx.queryParam("token");
        if (sender(ctx).isEmpty()) {
            try {
                redeem(ctx, token == null ? "" : token);
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
        ObjectNode body = Bodies.object(ctx);
        if (body.has("token")) {
            redeem(ctx, body.path("token").asText());
        } else {
            String user = body.path("user").asText();
            ctx.attribute(AuditFilter.WHO, user);
            check(ctx, user, body.path("password").asText());
            beginSession(ctx, user);
        }
        Replies.json(ctx, true);
    }

    private void redeem(Context ctx, String token) throws ApiError {
        beginTry(ctx);
        ctx.attribute(AuditFilter.WHO, "login link");
        if (!link.redeem(token)) {
            throw new ApiError(
                    403,
                    "bad_login",
                    "this login link was used already, has expired or is not of this start; a new start prints a new"
                            + " one");
        }
        beginSession(ctx, null);
    }

    private void check(Context ctx, String user, String password) throws ApiError, BusyException, InterruptedException {
        beginTry(ctx);
        if (password.length() > Users.MAX_PASSWORD) {
            throw wrong();
        }
        String address = ctx.req().getRemoteAddr();
        boolean right;
        try {
            right = users.check(user, password, wrongTries.knows(address));
        } catch (BusyException e) {
            wrongTries.notLookedAt(address);
            throw e;
        }
        if (!right) {
            throw wrong();
        }
        wrongTries.right(address);
    }

    private static ApiError wrong() {
        return new ApiError(403, "bad_login", "name or password is wrong");
    }

    private void beginTry(Context ctx) throws ApiError {
        String address = ctx.req().getRemoteAddr();
        if (!wrongTries.begin(address)) {
            long wait = Math.max(1, wrongTries.waitSeconds(address));
            ctx.header("Retry-After", Long.toString(wait));
            Replies.beLate();
            throw new ApiError(
                    429, "too_many_tries", "too many wrong tries came from there; wait " + wait + " seconds");
        }
    }

    private void beginSession(Context ctx, @Nullable String user) {
        wrongTries.right(ctx.req().getRemoteAddr());
        setCookie(ctx, sessions.begin(user, GateFilter.request(ctx, false)));
    }

    private void setCookie(Context ctx, String secret) {
        int seconds = (int) Sessions.LIFETIME.toSeconds();
        ctx.cookie(new Cookie(GateFilter.COOKIE, secret, "/", seconds, tls, true, null, SameSite.STRICT));
    }

    /** One's own; the session that asks goes on under another secret, all others end. */
    private void changePassword(Context ctx) throws Exception {
        ObjectNode body = Bodies.object(ctx);
        String user = sender(ctx).map(Identity::name).orElse("");
        Problems problems = new Problems();
        String password = UserRoutes.password(body.path("password"), problems);
        if (password == null) {
            throw new ApiError(422, problems.list());
        }
        if (users.role(user).isEmpty()) {
            throw new ApiError(409, "no_user", "only who logged in by name and password has a password");
        }
        check(ctx, user, body.path("old_password").asText());
        users.change(user, password, null);
        wrongTries.right(ctx.req().getRemoteAddr());
        setCookie(ctx, sessions.renew(ctx.cookie(GateFilter.COOKIE), user, GateFilter.request(ctx, false)));
        Replies.json(ctx, true);
    }

    private Optional<Identity> sender(Context ctx) {
        return gate.sender(GateFilter.request(ctx, false));
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
        Optional<Identity> sender = sender(ctx);
        session.put("signed_in", sender.isPresent());
        session.put("user", sender.map(Identity::name).orElse(null));
        session.put("role", sender.map(who -> who.role().wireName()).orElse(null));
        Replies.json(ctx, session);
    }
}
