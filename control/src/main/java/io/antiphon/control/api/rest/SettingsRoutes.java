package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.settings.GivenSetting;
import io.antiphon.control.settings.Setting;
import io.antiphon.control.tuning.TuningBook;
import io.antiphon.control.tuning.TuningKey;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** How the engine works, which the ancestors call settings. Any thread. */
final class SettingsRoutes {
    private final TuningBook book;
    private final RunningSystem system;
    private final List<GivenSetting> given;

    SettingsRoutes(TuningBook book, RunningSystem system, List<GivenSetting> given) {
        this.book = book;
        this.system = system;
        this.given = given;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/settings", ctx -> Replies.json(ctx, book.tuning()));
        routes.post("/api/settings", this::merge);
        routes.post("/api/settings/check", this::check);
        routes.get("/api/settings/described", this::describe);
    }

    /** That something would not be allowed is no refusal here: it was asked for. */
    private void check(Context ctx) throws Exception {
        ObjectNode answer = Json.object().put("allowed", true);
        answer.putNull("message").putNull("key").putNull("hint");
        try {
            book.check(Bodies.object(ctx));
        } catch (ChangeRefused refused) {
            Problem first = refused.problems().getFirst();
            answer.put("allowed", false).put("message", first.message());
            answer.put("key", first.key()).put("hint", first.hint());
        }
        Replies.json(ctx, answer);
    }

    /** Each key with what it does and what is allowed, and what the program was started with. */
    private void describe(Context ctx) {
        ObjectNode now = Json.tree(book.tuning());
        ObjectNode answer = Json.object();
        ArrayNode tuning = answer.putArray("tuning");
        for (TuningKey key : TuningKey.all()) {
            tuning.addObject()
                    .put("group", key.group())
                    .put("key", key.key())
                    .put("meaning", key.meaning())
                    .put("min", key.min())
                    .put("max", key.max())
                    .put("whole", key.whole())
                    .<ObjectNode>set("default", key.defaultValue())
                    .set("value", now.path(key.group()).get(key.key()));
        }
        ArrayNode program = answer.putArray("program");
        for (GivenSetting one : given) {
            Setting setting = one.setting();
            boolean secret = setting == Setting.ICE_SERVERS && !one.value().isEmpty(); // it holds passwords
            program.addObject()
                    .put("option", setting.flag())
                    .put("key", setting.key())
                    .put("meaning", setting.sentence())
                    .put("must_be", setting.allowed())
                    .put("default", setting.defaultValue())
                    .put("value", secret ? "•••" : one.value())
                    .put("from", one.from());
        }
        Replies.json(ctx, answer);
    }

    private void merge(Context ctx) throws Exception {
        book.merge(Bodies.object(ctx));
        Replies.await(system.tune(book::tuning)); // read there, so that of two changes the later counts
        Replies.json(ctx, Json.object().put("message", "Settings updated successfully"));
    }
}
