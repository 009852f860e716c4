package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Users.BusyException;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.store.NotSavedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;

/** All HTTP calls. */
public final class RestApi {
    private static final int BUSY_SECONDS = 5;

    private final RestParts parts;

    /** @param parts what the calls work on */
    public RestApi(RestParts parts) {
        this.parts = parts;
    }

    /** Adds the gate, the calls and the answers to what goes wrong. */
    public void register(RoutesConfig routes) {
        GateFilter gate = new GateFilter(parts.gate());
        routes.before(gate::pass);
        routes.wsBeforeUpgrade(gate::passUpgrade);
        new SessionSockets(parts.sessions()).register(routes);
        SessionSounds sounds = new SessionSounds(parts.sessions());
        Senders senders = new Senders(parts.gate());
        new EntityRoutes(parts.system(), parts.tones(), senders).register(routes);
        new ChangesRoutes(parts.system(), senders).register(routes);
        new LaterRoutes().register(routes);
        new PresetRoutes(parts.equalizers(), parts.preferences(), senders).register(routes);
        new SettingsRoutes(parts.tuning(), parts.system(), parts.given()).register(routes);
        new HistoryRoutes(parts.system(), senders).register(routes);
        new SoloRoutes(parts.system()).register(routes);
        new TimeshiftRoutes(parts.keptStreams()).register(routes);
        new SceneRoutes(parts.system(), parts.scenes(), senders).register(routes);
        new WhepRoutes(parts.listening(), parts.iceServers(), senders, sounds).register(routes);
        new WhipRoutes(parts.publishing(), parts.iceServers(), senders, sounds).register(routes);
        new ListenRoutes(parts.listening(), senders).register(routes);
        new StreamRoutes(parts.streaming(), sounds).register(routes);
        new SegmentRoutes(parts.streaming(), parts.loginNeeded()).register(routes);
        new AuthRoutes(parts).register(routes);
        new SessionRoutes(parts.sessions(), parts.users(), senders).register(routes);
        new TokenRoutes(parts.tokens()).register(routes);
        new UserRoutes(parts.users(), parts.sessions()).register(routes);
        new AuditFilter(senders, parts.audit()).register(routes);
        routes.after(Bodies::finish);
        new SystemRoutes(parts).register(routes);
        new LogRoutes(parts.logFiles(), parts.logLevels()).register(routes);
        new SiteRoutes().register(routes);
        new DocsRoutes().register(routes);
        routes.exception(ApiError.class, (error, ctx) -> ErrorReplies.write(ctx, error));
        routes.exception(ChangeRefused.class, (refused, ctx) -> ErrorReplies.write(ctx, refused));
        routes.exception(NotSavedException.class, (error, ctx) -> ErrorReplies.write(ctx, error));
        routes.exception(BusyException.class, (busy, ctx) -> writeBusy(ctx));
        routes.exception(HttpResponseException.class, RestApi::writeHttp);
        routes.exception(Exception.class, (fault, ctx) -> ErrorReplies.writeFault(ctx, fault));
    }

    private static void writeBusy(Context ctx) {
        ctx.header("Retry-After", Integer.toString(BUSY_SECONDS));
        Replies.beLate();
        ErrorReplies.write(ctx, new ApiError(503, "busy", "too many passwords are looked at at the moment; try again"));
    }

    static void writeHttp(HttpResponseException error, Context ctx) {
        String message = switch (error.getStatus()) {
            case 404 -> "there is nothing at " + ctx.path();
            case 405 -> ctx.path() + " does not take " + ctx.method();
            default -> String.valueOf(error.getMessage());
        };
        ErrorReplies.write(ctx, new ApiError(error.getStatus(), "http_" + error.getStatus(), message));
    }
}
