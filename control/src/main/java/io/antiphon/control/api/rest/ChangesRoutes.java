package io.antiphon.control.api.rest;

import io.antiphon.control.auth.Area;
import io.antiphon.control.auth.Deed;
import io.antiphon.control.edit.ManyChanges;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.running.RunningSystem.Importance;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Set;

/** Many sources, sinks and routes in one change, which is heard, saved and undone as one. Any thread. */
final class ChangesRoutes {
    private final RunningSystem system;
    private final Senders senders;

    ChangesRoutes(RunningSystem system, Senders senders) {
        this.system = system;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/changes", this::make);
    }

    private void make(Context ctx) throws Exception {
        ManyChanges changes =
                ManyChanges.read(Bodies.objectOrNone(ctx, Set.of("changes")).path("changes"));
        for (EntityKind kind : changes.kinds()) {
            Deed deed = new Deed(areaOf(kind), Deed.Verb.CHANGE);
            if (!senders.may(ctx, deed)) {
                throw GateFilter.notAllowed(deed);
            }
        }
        Replies.await(system.change(changes::apply, Importance.STRUCTURE, senders.name(ctx)));
        Replies.json(ctx, true);
    }

    private static Area areaOf(EntityKind kind) {
        return switch (kind) {
            case SOURCE -> Area.SOURCES;
            case SINK -> Area.SINKS;
            case ROUTE -> Area.ROUTES;
        };
    }
}
