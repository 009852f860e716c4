package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.auth.Identity;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.model.Equalizer;
import io.antiphon.control.preset.EqualizerBook;
import io.antiphon.control.preset.Preferences;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import io.antiphon.control.schema.RecordReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Equalizer presets, and what user interfaces remember. Any thread. */
final class PresetRoutes {
    private final EqualizerBook equalizers;
    private final Preferences preferences;
    private final Senders senders;

    PresetRoutes(EqualizerBook equalizers, Preferences preferences, Senders senders) {
        this.equalizers = equalizers;
        this.preferences = preferences;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.get("/equalizers", this::list);
        routes.post("/equalizers", this::save);
        routes.delete("/equalizers/{name}", this::delete);
        routes.get("/preferences", ctx -> Replies.json(ctx, preferences.document()));
        routes.put("/preferences", ctx -> Replies.json(ctx, merged(ctx, preferences::merge)));
        routes.get("/api/preferences", ctx -> Replies.json(ctx, preferences.of(owner(ctx))));
        routes.put(
                "/api/preferences",
                ctx -> Replies.json(ctx, merged(ctx, patch -> preferences.merge(owner(ctx), patch))));
    }

    private void list(Context ctx) {
        ObjectNode all = Json.object();
        all.set("equalizers", Json.MAPPER.valueToTree(List.copyOf(equalizers.all())));
        Replies.json(ctx, all);
    }

    private void save(Context ctx) throws ApiError, ChangeRefused, IOException {
        Problems problems = new Problems();
        Equalizer preset = new RecordReader(problems).read(Bodies.object(ctx), Equalizer.DEFAULT);
        if (preset.name() == null) {
            throw new ApiError(400, List.of(Problem.of("missing", "name", "must be there: what the preset is called")));
        }
        if (!problems.isEmpty()) {
            throw new ApiError(422, problems.list());
        }
        equalizers.put(preset);
        Replies.json(ctx, Json.object().put("message", "Equalizer saved successfully"));
    }

    private void delete(Context ctx) throws ChangeRefused, IOException {
        equalizers.remove(ctx.pathParam("name"));
        Replies.json(ctx, Json.object().put("message", "Equalizer deleted successfully"));
    }

    private String owner(Context ctx) {
        Identity who = senders.identity(ctx);
        return who == null ? "anyone" : who.owner();
    }

    private static ObjectNode merged(Context ctx, Merging merging) throws ApiError, IOException {
        ObjectNode patch = Bodies.object(ctx);
        if (patch.isEmpty()) {
            throw new ApiError(400, "empty", "the body must have at least one key");
        }
        try {
            return merging.merge(patch);
        } catch (ChangeRefused refused) {
            throw new ApiError(400, refused.problems());
        }
    }

    /** Takes a patch in and returns the whole. */
    private interface Merging {
        ObjectNode merge(ObjectNode patch) throws ChangeRefused, IOException;
    }
}
