package io.antiphon.control.api.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** The web interface: its files, and its first page for every other path below {@code /site}. Any thread. */
final class SiteRoutes {
    private static final String FIRST_PAGE = "index.html";
    private static final ResourceFiles FILES = new ResourceFiles("/site/");

    void register(RoutesConfig routes) {
        routes.get("/", ctx -> ctx.redirect("/site/"));
        routes.get("/site", ctx -> serve(ctx, FIRST_PAGE));
        routes.get("/site/<path>", ctx -> serve(ctx, ctx.pathParam("path")));
        routes.get("/favicon.ico", ctx -> serve(ctx, "favicon.ico"));
    }

    private static void serve(Context ctx, String path) throws IOException, ApiError {
        if (FILES.serve(ctx, path)) {
            return;
        }
        if (path.startsWith(ResourceFiles.HASHED) || path.equals("favicon.ico")) {
            throw new ApiError(404, "not_found", "there is no such file");
        }
        if (!FILES.serve(ctx, FIRST_PAGE)) {
            ctx.header("Cache-Control", "no-cache")
                    .contentType("text/plain; charset=utf-8")
                    .result("The web interface is not part of this build. The API answers, at /sinks for example.");
        }
    }
}
