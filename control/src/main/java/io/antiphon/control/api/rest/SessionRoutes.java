package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Identity;
import io.antiphon.control.auth.Sessions;
import io.antiphon.control.auth.Sessions.Listed;
import io.antiphon.control.auth.Users;
import io.antiphon.control.schema.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Who is logged in: one's own sessions, for an admin all. Any thread. */
final class SessionRoutes {
    private final Sessions sessions;
    private final Users users;
    private final Senders senders;

    SessionRoutes(Sessions sessions, Users users, Senders senders) {
        this.sessions = sessions;
        this.users = users;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/sessions", ctx -> Replies.json(ctx, seenBy(ctx)));
        routes.delete("/api/sessions/{id}", this::end);
    }

    private List<Listed> seenBy(Context ctx) {
        Identity who = senders.identity(ctx);
        return who == null ? List.of() : sessions.list(who, ctx.cookie(GateFilter.COOKIE), users);
    }

    private void end(Context ctx) throws ApiError {
        String id = ctx.pathParam("id");
        if (seenBy(ctx).stream().noneMatch(session -> session.id().equals(id))) {
            String message = "there is no session '" + id + "' of yours";
            throw new ApiError(404, List.of(new Problem("not_found", message, "id", null, id)));
        }
        sessions.endById(id);
        Replies.json(ctx, true);
    }
}
