package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.model.Source;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.antiphon.control.stats.SpokenFormat;
import io.antiphon.engine.endpoint.SourceProvider;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Figures, health and what is seen on the network. Any thread. */
final class SystemRoutes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final RestParts parts;
    private final RunningSystem system;
    private final List<SourceProvider> sourceProviders;

    SystemRoutes(RestParts parts) {
        this.parts = parts;
        this.system = parts.system();
        this.sourceProviders = parts.sourceProviders();
    }

    void register(RoutesConfig routes) {
        routes.get("/api/stats", ctx -> Replies.json(ctx, parts.stats().figures()));
        routes.get("/api/system/info", ctx -> Replies.json(ctx, parts.machine().figures()));
        routes.get(
                "/metrics",
                ctx -> ctx.contentType(PROMETHEUS_TEXT).result(parts.metrics().scrape()));
        routes.get("/system_audio_devices", this::devices);
        routes.get("/api/health", this::health);
        routes.get("/api/alarms", this::alarms);
        routes.post("/api/retry", this::retry);
        routes.get("/api/streams", this::streams);
        routes.get("/api/config/file", this::configurationFile);
    }

    /** Devices of this machine; none are opened in this version. */
    private void devices(Context ctx) {
        ObjectNode devices = Json.object();
        devices.putArray("system_capture_devices");
        devices.putArray("system_playback_devices");
        Replies.json(ctx, devices);
    }

    /** Who answers is live; ready is whose sound goes on. */
    private void health(Context ctx) {
        Optional<Problem> problem = parts.health().problem();
        ObjectNode health =
                problem.map(found -> ErrorReplies.body(List.of(found))).orElseGet(Json::object);
        health.put("live", true).put("ready", problem.isEmpty());
        health.put("history", parts.health().history());
        Replies.json(ctx.status(problem.isEmpty() ? 200 : 503), health);
    }

    private void alarms(Context ctx) {
        ObjectNode answer = Json.object();
        answer.set("now", parts.alarms().now());
        answer.set("mended", parts.alarms().mended());
        Replies.json(ctx, answer);
    }

    private void retry(Context ctx) throws Exception {
        Replies.await(system.tryAgain());
        Replies.json(ctx, true);
    }

    /** Whether what a person edited in the file was taken, what is wrong when not, and what was put aside for what runs. */
    private void configurationFile(Context ctx) {
        String problem = system.fileProblem().orElse(null);
        ObjectNode body = Json.object().put("taken", problem == null).put("problem", problem);
        ObjectNode aside = system.putAside()
                .map(edit -> Json.object().put("file", edit.aside()).put("problem", edit.problem()))
                .orElse(null);
        Replies.json(ctx, body.set("put_aside", aside));
    }

    private void streams(Context ctx) {
        Set<String> configured = system.configuration().sources().stream()
                .map(Source::streamTag)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (SourceProvider provider : sourceProviders) {
            for (SourceProvider.StreamSeen seen : provider.streams()) {
                ObjectNode stream = all.addObject();
                stream.put("tag", seen.tag());
                stream.put("kind", provider.kind());
                stream.put("format", SpokenFormat.of(seen.status().format()));
                stream.put("state", seen.status().state().name().toLowerCase(Locale.ROOT));
                stream.put("configured", configured.contains(seen.tag()));
            }
        }
        Replies.json(ctx, all);
    }
}
