package io.antiphon.control.api.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The page that shows the description of the API, and the files of Swagger UI that it is made with. Any thread. */
final class DocsRoutes {
    private static final String MADE_WITH = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

    void register(RoutesConfig routes) {
        routes.get("/docs", ctx -> serve(ctx, "/docs/index.html", "text/html"));
        routes.get("/docs/page.css", ctx -> serve(ctx, "/docs/page.css", "text/css"));
        routes.get("/docs/page.js", ctx -> serve(ctx, "/docs/page.js", "text/javascript"));
        routes.get("/docs/swagger-ui.css", ctx -> serve(ctx, MADE_WITH + "swagger-ui.css", "text/css"));
        routes.get(
                "/docs/swagger-ui-bundle.js", ctx -> serve(ctx, MADE_WITH + "swagger-ui-bundle.js", "text/javascript"));
        routes.get("/redoc", ctx -> ctx.redirect("/docs"));
    }

    private static void serve(Context ctx, String resource, String type) throws IOException {
        try (InputStream in = DocsRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in this build");
            }
            ctx.header("Cache-Control", "no-cache");
            ctx.contentType(type + "; charset=utf-8").result(in.readAllBytes());
        }
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in =
                DocsRoutes.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the version of Swagger UI cannot be read", e);
        }
        return properties.getProperty("version", "");
    }
}
