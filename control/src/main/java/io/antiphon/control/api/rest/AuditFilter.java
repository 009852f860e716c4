package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Deed;
import io.antiphon.control.auth.Request;
import io.antiphon.control.logbook.AuditLog;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** Stands behind every call: writes down who changed something, or was not allowed to. Any thread. */
final class AuditFilter {
    /** Attribute of a request that no gate knows the sender of: who says to have sent it. */
    static final String WHO = "antiphon.who";

    private static final int MOST = 2_000;
    private static final int USUAL = 100;

    /** Nobody is known to have sent it, or it comes again and again from who guesses. */
    private static final List<Integer> UNWRITTEN = List.of(401, 429);

    private final Senders senders;
    private final AuditLog audit;

    AuditFilter(Senders senders, AuditLog audit) {
        this.senders = senders;
        this.audit = audit;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/audit", this::list);
        routes.after(this::write);
    }

    private void write(Context ctx) {
        Request request = GateFilter.request(ctx, false);
        String said = ctx.attribute(WHO);
        int status = ctx.statusCode();
        boolean changes = said != null || Deed.of(request).verb() == Deed.Verb.CHANGE;
        if (!changes || ctx.queryParam(EntityRoutes.DRY_RUN) != null || UNWRITTEN.contains(status)) {
            return;
        }
        String who = said != null ? said : senders.name(ctx);
        List<String> keys = ctx.attribute(Bodies.KEYS);
        audit.write(new AuditLog.Entry(
                who, request.address(), request.method(), request.path(), keys == null ? List.of() : keys, status));
    }

    private void list(Context ctx) throws Exception {
        String asked = ctx.queryParam("limit");
        int limit = asked == null ? USUAL : asked.matches("\\d{1,4}") ? Integer.parseInt(asked) : 0;
        if (limit < 1 || limit > MOST) {
            throw new ApiError(422, List.of(Problem.of("out_of_range", "limit", "must be from 1 to " + MOST)));
        }
        Replies.json(ctx, Json.object().set("entries", Json.MAPPER.valueToTree(audit.last(limit))));
    }
}
