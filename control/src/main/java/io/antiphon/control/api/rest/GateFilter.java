package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Deed;
import io.antiphon.control.auth.Gate;
import io.antiphon.control.auth.Request;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.Setting;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Stands before every call and every WebSocket: asks the gate, and sets the headers that browsers keep to. Any thread. */
final class GateFilter {
    /** Name of the session cookie. */
    static final String COOKIE = "antiphon_session";

    private static final String CONTENT_POLICY = "default-src 'self'; connect-src 'self' ws: wss:; "
            + "media-src 'self' blob:; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
            + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
            + "frame-ancestors 'none'";

    private final Gate gate;

    GateFilter(Gate gate) {
        this.gate = gate;
    }

    void pass(Context ctx) throws ApiError {
        pass(ctx, false);
    }

    void passUpgrade(Context ctx) throws ApiError {
        pass(ctx, true);
    }

    static Request request(Context ctx, boolean upgrade) {
        return new Request(
                ctx.req().getRemoteAddr(), ctx.method().name(), ctx.path(), upgrade, ctx::header, ctx.cookie(COOKIE));
    }

    /** What browsers are to keep to. */
    static void addHeaders(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("Referrer-Policy", "same-origin");
    }

    private void pass(Context ctx, boolean upgrade) throws ApiError {
        addHeaders(ctx);
        if (!ctx.path().startsWith("/site")) {
            ctx.header("Cache-Control", "no-store");
        }
        Request request = request(ctx, upgrade);
        if (answerOtherSite(ctx, request)) {
            return;
        }
        switch (gate.judge(request)) {
            case PASS -> {}
            case LOGIN_NEEDED -> {
                ctx.header("WWW-Authenticate", "Bearer");
                throw new ApiError(
                        401,
                        "login_needed",
                        "log in by name and password or by the link that the start prints, or send an API token");
            }
            case NOT_ALLOWED -> throw notAllowed(Deed.of(request));
            case UNKNOWN_HOST -> throw new ApiError(403, unknownHost(request));
            case CROSS_SITE ->
                throw new ApiError(403, "cross_site", "another site may not do that in this browser's name");
            case WAIT -> {
                ctx.header("Retry-After", "30");
                Replies.beLate();
                throw new ApiError(429, "too_many_tries", "too many wrong tokens came from there; wait 30 seconds");
            }
        }
    }

    /**
     * Tells the browser of an allowed site that its page may see the answer; a site that is not allowed is told nothing.
     *
     * @return true when the browser only asked whether it may (WHATWG Fetch, section 4.8), and was told
     */
    private boolean answerOtherSite(Context ctx, Request request) {
        if (gate.knowsOtherSites()) {
            ctx.header("Vary", "Origin");
        }
        Optional<String> origin = gate.otherSite(request);
        if (origin.isEmpty()) {
            return false;
        }
        ctx.header("Access-Control-Allow-Origin", origin.get());
        ctx.header("Access-Control-Allow-Credentials", "true");
        ctx.header("Access-Control-Expose-Headers", "Location, Link, ETag, Accept-Patch, Retry-After");
        boolean asks = ctx.method().name().equals("OPTIONS") && ctx.header("Access-Control-Request-Method") != null;
        if (asks) {
            ctx.header("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
            ctx.header("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match");
            ctx.header("Access-Control-Max-Age", "600");
            ctx.status(204).skipRemainingHandlers();
        }
        return asks;
    }

    /** The refusal of a deed that the sender may not do. */
    static ApiError notAllowed(Deed deed) {
        String message = "you may not do that: it needs the permission "
                + deed.area().wireName() + ":" + deed.verb().wireName();
        String hint = "An admin gives users a role, and API tokens a role and scopes.";
        return new ApiError(403, List.of(new Problem("not_allowed_to", message, null, hint, null)));
    }

    private static List<Problem> unknownHost(Request request) {
        String flag = Setting.PUBLIC_NAMES.flag();
        return List.of(new Problem(
                "unknown_host",
                "nobody has to log in here, so a browser must call this server by its address, its own name, localhost"
                        + " or a name that the setting " + flag + " holds; '" + request.host() + "' is none of them",
                Setting.PUBLIC_NAMES.key(),
                "Start the server with --" + flag + " and that name, if it is yours.",
                request.host()));
    }
}
