package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.edit.ValueChange;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.scene.Scene;
import io.antiphon.control.scene.SceneBook;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.TextRule;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Scenes: save, list, preview, recall, delete. Any thread. */
final class SceneRoutes {
    private static final int MAX_FADE_MS = 60_000;
    private static final Set<String> PARTS =
            Stream.of(EntityKind.values()).map(EntityKind::plural).collect(Collectors.toSet());

    private final RunningSystem system;
    private final SceneBook book;
    private final Senders senders;

    SceneRoutes(RunningSystem system, SceneBook book, Senders senders) {
        this.system = system;
        this.book = book;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        String one = "/api/scenes/{name}";
        routes.get("/api/scenes", this::list);
        routes.put(one, this::save);
        routes.delete(one, this::delete);
        routes.get(one + "/preview", this::preview);
        routes.post(one + "/recall", this::recall);
        routes.post(one + "/rename", this::rename);
        routes.post(one + "/restore", this::restore);
    }

    private void list(Context ctx) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (Scene scene : book.all()) {
            ObjectNode one = all.addObject();
            one.put("name", scene.name())
                    .put("who", scene.who())
                    .put("when", scene.when().toString());
            one.put("whole", scene.whole());
            one.set("recalled", recalled(scene.name()));
            for (EntityKind kind : EntityKind.values()) {
                ArrayNode names = one.putArray(kind.plural());
                scene.content().of(kind).forEach(entity -> names.add(entity.name()));
            }
        }
        Replies.json(ctx, all);
    }

    private void save(Context ctx) throws Exception {
        String name = checked(ctx.pathParam("name"));
        ObjectNode body = Bodies.objectOrNone(ctx, PARTS);
        Configuration now = system.configuration();
        boolean whole = body.isEmpty();
        Configuration content = whole ? now : part(now, body);
        book.put(new Scene(name, senders.name(ctx), system.now(), whole, content));
        Replies.json(ctx, true);
    }

    private static String checked(String name) throws ApiError {
        if (!TextRule.NAME.holds(name)) {
            throw new ApiError(422, List.of(Problem.of("bad_text", "name", "must be " + TextRule.NAME.allowed())));
        }
        return name;
    }

    /** When it was the last one to be recalled: by whom and when; else null. */
    private JsonNode recalled(String name) {
        return book.lastRecall()
                .filter(recall -> recall.name().equals(name))
                .<JsonNode>map(recall -> Json.object()
                        .put("who", recall.who())
                        .put("when", recall.when().toString()))
                .orElse(NullNode.instance);
    }

    private void rename(Context ctx) throws Exception {
        String to = checked(Bodies.object(ctx).path("name").asText());
        book.rename(ctx.pathParam("name"), to);
        Replies.json(ctx, true);
    }

    private void restore(Context ctx) throws Exception {
        book.restore(ctx.pathParam("name"));
        Replies.json(ctx, true);
    }

    private static Configuration part(Configuration now, ObjectNode body) throws Exception {
        ObjectNode part = Json.object();
        for (EntityKind kind : EntityKind.values()) {
            JsonNode names = body.path(kind.plural());
            if (!names.isArray() && !names.isMissingNode()) {
                throw new ApiError(422, List.of(Problem.of("type", kind.plural(), "must be a list of names")));
            }
            List<Entity> chosen = new ArrayList<>();
            for (JsonNode named : names) {
                if (!named.isTextual()) {
                    throw new ApiError(422, List.of(Problem.of("type", kind.plural(), "must be a list of names")));
                }
                String text = named.asText();
                Entity entity = now.find(kind, text).orElseThrow(() -> ConfigurationEditor.unknown(now, kind, text));
                if (!chosen.contains(entity)) {
                    chosen.add(entity);
                }
            }
            part.set(kind.plural(), Json.MAPPER.valueToTree(chosen));
        }
        return ConfigurationEditor.readPart(part);
    }

    private void delete(Context ctx) throws Exception {
        book.remove(ctx.pathParam("name"));
        Replies.json(ctx, true);
    }

    private void preview(Context ctx) throws Exception {
        Scene scene = book.find(ctx.pathParam("name"));
        Configuration now = system.configuration();
        Replies.json(ctx, told(scene, now, ValueChange.between(now, scene.recalled(now))));
    }

    private void recall(Context ctx) throws Exception {
        Scene scene = book.find(ctx.pathParam("name"));
        ObjectNode body = Bodies.objectOrNone(ctx, Set.of("fade_ms"));
        JsonNode fade = body.path("fade_ms");
        boolean right = fade.isMissingNode() || (fade.canConvertToInt() && fade.isIntegralNumber());
        int fadeMs = fade.asInt();
        if (!right || fadeMs < 0 || fadeMs > MAX_FADE_MS) {
            throw new ApiError(
                    422,
                    List.of(Problem.of("out_of_range", "fade_ms", "must be a whole number from 0 to " + MAX_FADE_MS)));
        }
        Configuration before = Replies.await(system.fadeTo(scene::recalled, fadeMs, senders.name(ctx)));
        book.recalled(new SceneBook.Recall(scene.name(), senders.name(ctx), system.now()));
        Replies.json(ctx, told(scene, before, ValueChange.between(before, scene.recalled(before))));
    }

    private static Map<String, Object> told(Scene scene, Configuration now, List<ValueChange> changes) {
        return Map.of("changes", HistoryRoutes.told(changes), "missing", scene.missing(now));
    }
}
