package io.antiphon.control.api.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The web interface: files of the class path, and its first page for every other path below {@code /site}. Any thread. */
final class SiteRoutes {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html"),
            Map.entry("js", "text/javascript"),
            Map.entry("css", "text/css"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain"));
    private static final String HASHED = "assets/";
    private static final String FIRST_PAGE = "index.html";

    void register(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect("/site/"));
        routes.get("/site", ctx -> serve(ctx, FIRST_PAGE));
        routes.get("/site/<path>", ctx -> serve(ctx, ctx.pathParam("path")));
        routes.get("/favicon.ico", ctx -> serve(ctx, "favicon.ico"));
    }

    private static void serve(Context ctx, String path) throws IOException, ApiError {
        boolean strange =
                path.contains("..") || path.contains("\\") || path.chars().anyMatch(Character::isISOControl);
        byte[] file = strange ? null : read(path);
        if (file != null) {
            boolean hashed = path.startsWith(HASHED);
            ctx.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
            ctx.contentType(type(path)).result(file);
            return;
        }
        if (path.startsWith(HASHED) || path.equals("favicon.ico")) {
            throw new ApiError(404, "not_found", "there is no such file");
        }
        byte[] firstPage = read(FIRST_PAGE);
        ctx.header("Cache-Control", "no-cache");
        if (firstPage == null) {
            ctx.contentType("text/plain; charset=utf-8")
                    .result("The web interface is not part of this build. The API answers, at /sinks for example.");
        } else {
            ctx.contentType(type(FIRST_PAGE)).result(firstPage);
        }
    }

    private static byte @Nullable [] read(String path) throws IOException {
        if (path.isEmpty() || path.endsWith("/")) {
            return null;
        }
        try (InputStream in = SiteRoutes.class.getResourceAsStream("/site/" + path)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static String type(String path) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
