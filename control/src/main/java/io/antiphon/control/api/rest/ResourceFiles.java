package io.antiphon.control.api.rest;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files of a web page that travel on the class path. Immutable; any thread.
 *
 * @param folder where they lie, such as {@code /site/}
 */
record ResourceFiles(String folder) {
    /** Files below have their digest in their names: they never change. */
    static final String HASHED = "assets/";

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

    /** Answers with that file; false when there is none. */
    boolean serve(Context ctx, String path) throws IOException {
        boolean strange =
                path.contains("..") || path.contains("\\") || path.chars().anyMatch(Character::isISOControl);
        byte[] file = strange ? null : read(path);
        if (file == null) {
            return false;
        }
        boolean hashed = path.startsWith(HASHED);
        ctx.header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
        ctx.contentType(type(path)).result(file);
        return true;
    }

    private byte @Nullable [] read(String path) throws IOException {
        if (path.isEmpty() || path.endsWith("/")) {
            return null;
        }
        try (InputStream in = ResourceFiles.class.getResourceAsStream(folder + path)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static String type(String path) {
        String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
        return type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}
