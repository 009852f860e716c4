package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.listen.TestTones;
import io.antiphon.control.listen.ToneWish;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Sink;
import io.antiphon.control.model.SinkProtocol;
import io.antiphon.control.model.Source;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.running.RunningSystem.Change;
import io.antiphon.control.running.RunningSystem.Importance;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.schema.Problems;
import io.antiphon.control.schema.RecordReader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sinks, sources and routes: list, add, change, delete, and the ancestors' GETs that turn one value. Any thread. */
final class EntityRoutes {
    /** Values that are turned by hand, many times a second: a GET can set them, and none makes a revision of its own. */
    private static final List<String> TURNED = List.of("volume", "delay", "timeshift");

    /** Those, and what is drawn with the pointer. */
    private static final List<String> DRAGGED = List.of("volume", "delay", "timeshift", "equalizer", "speaker_layouts");

    /** Parameter of a request that shall change nothing. */
    static final String DRY_RUN = "dry_run";

    private final RunningSystem system;
    private final Senders senders;
    private final TestTones tones;

    /** What was listed last; a listing that another thread has overtaken costs time, nothing else. */
    private final Map<EntityKind, Listing> listings = new ConcurrentHashMap<>();

    EntityRoutes(RunningSystem system, TestTones tones, Senders senders) {
        this.system = system;
        this.tones = tones;
        this.senders = senders;
    }

    void register(RoutesConfig routes) {
        routes.get("/sinks/rtp_compatible", this::listRtpSinks);
        for (EntityKind kind : EntityKind.values()) {
            String all = "/" + kind.plural();
            String one = all + "/{name}";
            routes.get(all, ctx -> list(ctx, kind));
            routes.post(all, ctx -> add(ctx, kind));
            routes.get(one, ctx -> show(ctx, kind));
            routes.put(one, ctx -> put(ctx, kind));
            routes.delete(one, ctx -> delete(ctx, kind));
            routes.get(one + "/enable", ctx -> turn(ctx, kind, Json.object().put("enabled", true)));
            routes.get(one + "/disable", ctx -> turn(ctx, kind, Json.object().put("enabled", false)));
            routes.post(one + "/equalizer", ctx -> setEqualizer(ctx, kind));
            routes.get(one + "/reorder/{index}", ctx -> reorder(ctx, kind));
            for (String key : TURNED) {
                routes.get(
                        one + "/" + key + "/{value}",
                        ctx -> turn(ctx, kind, Json.object().put(key, ctx.pathParam("value"))));
            }
        }
        routes.get("/sources_self/volume/{value}", this::turnOwnVolume);
        routes.post("/sinks/{name}/test_tone", this::playTone);
        routes.delete("/sinks/{name}/test_tone", ctx -> {
            Replies.await(tones.stop(ctx.pathParam("name")));
            Replies.json(ctx, true);
        });
        routes.get(
                "/sinks/{name}/volume_normalization/{value}",
                ctx -> turn(ctx, EntityKind.SINK, Json.object().put("volume_normalization", ctx.pathParam("value"))));
    }

    /** What is configured; sinks with the temporary ones when the client asks for them. */
    private Configuration asked(Context ctx, EntityKind kind) throws ApiError {
        String temporary = ctx.queryParam("include_temporary");
        if (temporary == null || kind == EntityKind.ROUTE) {
            return system.configuration();
        }
        return switch (temporary.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> system.everything();
            case "false", "0", "" -> system.configuration();
            default ->
                throw new ApiError(422, List.of(Problem.of("type", "include_temporary", "must be true or false")));
        };
    }

    /** To be told what would be refused is no failure: browsers would note one at each key that is typed. */
    private void tryOut(Context ctx, Change change) {
        try {
            change.apply(system.configuration());
            Replies.json(ctx, true);
        } catch (ChangeRefused refused) {
            Replies.json(ctx, ErrorReplies.body(refused.problems()));
        }
    }

    private static boolean isDryRun(Context ctx) throws ApiError {
        return switch (ctx.queryParam(DRY_RUN)) {
            case null -> false;
            case "false", "0" -> false;
            case "true", "1" -> true;
            default -> throw new ApiError(422, List.of(Problem.of("type", DRY_RUN, "must be true or false")));
        };
    }

    private void setEqualizer(Context ctx, EntityKind kind) throws Exception {
        ObjectNode patch = Json.object();
        patch.set("equalizer", Bodies.object(ctx));
        turn(ctx, kind, patch);
    }

    private void playTone(Context ctx) throws Exception {
        Problems problems = new Problems();
        ToneWish wish = new RecordReader(problems)
                .read(Bodies.objectOrNone(ctx, Set.of("channel", "sound", "seconds")), ToneWish.DEFAULT);
        if (!problems.isEmpty()) {
            throw new ApiError(422, problems.list());
        }
        Replies.await(tones.play(ctx.pathParam("name"), wish));
        Replies.json(ctx, Json.object().put("channel", wish.channel()).put("seconds", wish.seconds()));
    }

    private void reorder(Context ctx, EntityKind kind) throws Exception {
        String name = ctx.pathParam("name");
        int index;
        try {
            index = Integer.parseInt(ctx.pathParam("index"));
        } catch (NumberFormatException e) {
            throw new ApiError(
                    422, List.of(Problem.of("type", "index", "must be a whole number, 0 for the first place")));
        }
        Change change = before -> ConfigurationEditor.move(before, kind, name, index);
        Replies.await(system.change(change, Importance.STRUCTURE, senders.name(ctx)));
        Replies.json(ctx, NullNode.getInstance());
    }

    /** Turns the volume of the source that asks. */
    private void turnOwnVolume(Context ctx) throws Exception {
        String address = GateFilter.request(ctx, false).address();
        Source own = system.configuration().sources().stream()
                .filter(source -> address.equals(source.ip()))
                .findFirst()
                .orElseThrow(() -> new ApiError(404, "not_found", "no source has the address " + address));
        ObjectNode patch = Json.object().put("volume", ctx.pathParam("value"));
        change(
                ctx,
                before -> ConfigurationEditor.update(before, EntityKind.SOURCE, own.configId(), patch),
                Importance.VALUE);
    }

    private void list(Context ctx, EntityKind kind) throws ApiError {
        Listing last = listings.getOrDefault(kind, Listing.EMPTY);
        Listing now = last.of(asked(ctx, kind).of(kind));
        listings.put(kind, now);
        ctx.contentType("application/json").result(now.json());
    }

    private void listRtpSinks(Context ctx) {
        List<Sink> rtp = system.everything().sinks().stream()
                .filter(sink -> !sink.group() && sink.reachedBy() == SinkProtocol.RTP)
                .toList();
        Replies.json(ctx, rtp);
    }

    private void show(Context ctx, EntityKind kind) throws Exception {
        String name = ctx.pathParam("name");
        Replies.json(
                ctx,
                system.everything()
                        .find(kind, name)
                        .orElseThrow(() -> ConfigurationEditor.unknown(system.configuration(), kind, name)));
    }

    private void add(Context ctx, EntityKind kind) throws Exception {
        ObjectNode body = Bodies.object(ctx);
        change(ctx, before -> ConfigurationEditor.add(before, kind, body), Importance.STRUCTURE);
    }

    private void delete(Context ctx, EntityKind kind) throws Exception {
        String name = ctx.pathParam("name");
        change(ctx, before -> ConfigurationEditor.delete(before, kind, name), Importance.STRUCTURE);
    }

    private void put(Context ctx, EntityKind kind) throws Exception {
        ObjectNode patch = Bodies.object(ctx);
        boolean turned = patch.properties().stream().allMatch(value -> DRAGGED.contains(value.getKey()));
        update(ctx, kind, patch, turned ? Importance.VALUE : Importance.STRUCTURE);
    }

    private void turn(Context ctx, EntityKind kind, ObjectNode patch) throws Exception {
        update(ctx, kind, patch, Importance.VALUE);
    }

    private void update(Context ctx, EntityKind kind, ObjectNode patch, Importance importance) throws Exception {
        String name = ctx.pathParam("name");
        change(ctx, before -> ConfigurationEditor.update(before, kind, name, patch), importance);
    }

    /** Makes the change, or with {@code dry_run} only says whether it could be made. */
    private void change(Context ctx, Change change, Importance importance) throws Exception {
        if (isDryRun(ctx)) {
            tryOut(ctx, change);
            return;
        }
        Replies.await(system.change(change, importance, senders.name(ctx)));
        Replies.json(ctx, true);
    }
}
