package io.antiphon.control.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.logbook.LogFiles;
import io.antiphon.control.logbook.LogLevels;
import io.antiphon.control.schema.Json;
import io.antiphon.control.schema.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log files, and how much each module logs. Any thread. */
final class LogRoutes {
    private final LogFiles files;
    private final LogLevels levels;

    LogRoutes(LogFiles files, LogLevels levels) {
        this.files = files;
        this.levels = levels;
    }

    void register(RoutesConfig routes) {
        routes.get("/api/logs", this::list);
        routes.get("/api/logs/levels", this::listLevels);
        routes.put("/api/logs/levels/{module}", this::setLevel);
        routes.get("/api/logs/{file}", this::download);
    }

    private void list(Context ctx) throws IOException {
        ObjectNode answer = Json.object();
        ArrayNode all = answer.putArray("logs");
        for (LogFiles.Listed file : files.list()) {
            all.addObject()
                    .put("filename", file.filename())
                    .put("size", file.size())
                    .put("modified", file.modified().toString())
                    .put("lines", file.lines());
        }
        Replies.json(ctx, answer);
    }

    private void download(Context ctx) throws ApiError, IOException {
        String name = ctx.pathParam("file");
        Path file = files.find(name)
                .orElseThrow(() -> new ApiError(404, "not_found", "there is no log file '" + name + "'"));
        ctx.contentType("text/plain; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"" + file.getFileName() + "\"");
        ctx.result(Files.newInputStream(file));
    }

    private void listLevels(Context ctx) {
        ObjectNode answer = Json.object();
        ArrayNode allowed = answer.putArray("allowed");
        LogLevels.NAMES.forEach(allowed::add);
        ArrayNode modules = answer.putArray("modules");
        levels.all()
                .forEach((module, level) -> modules.addObject()
                        .put("module", module)
                        .put("level", level.level())
                        .put("own", level.own()));
        Replies.json(ctx, answer);
    }

    private void setLevel(Context ctx) throws ApiError, IOException {
        String module = ctx.pathParam("module");
        JsonNode level = Bodies.object(ctx).path("level");
        if (!level.isNull() && !LogLevels.NAMES.contains(level.asText())) {
            String allowed = "must be one of " + String.join(", ", LogLevels.NAMES) + ", or null";
            throw new ApiError(422, List.of(Problem.of("not_allowed", "level", allowed)));
        }
        if (!levels.set(module, level.isNull() ? null : level.asText())) {
            String message = "there is no module '" + module + "'";
            String hint = "GET /api/logs/levels lists those that have something to log.";
            throw new ApiError(404, List.of(new Problem("not_found", message, "module", hint, module)));
        }
        Replies.json(ctx, true);
    }
}
