package io.antiphon.control.api.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/**
 * Calls of the ancestors whose parts of this program are not there yet: they say so, so that a client can tell them from a
 * wrong address. Any thread.
 */
final class LaterRoutes {
    private static final String DESKTOP = "/ws/vnc/{source}";

    void register(RoutesConfig routes) {
        Handler media = later("media keys, which reach a source by VNC");
        for (String key : new String[] {"play", "nexttrack", "prevtrack"}) {
            routes.get("/sources/{name}/" + key, media);
            routes.get("/sources_self/" + key, media);
        }
        Handler discovery = later("discovery");
        routes.get("/mdns/devices", discovery);
        routes.get("/mdns/router-services", discovery);
        routes.get("/discovery/snapshot", discovery);
        routes.get("/discovery/unmatched", discovery);
        routes.post("/sources/add-discovered", discovery);
        routes.post("/sinks/add-discovered", discovery);
        routes.post("/neighbors/sinks", later("other routers"));
        Handler play = later("playing of URLs");
        routes.post("/sinks/{name}/play/{volume}", play);
        routes.post("/sinks/{name}/play_one/{volume}", play);
        // Refused before the upgrade, so that a client reads why.
        routes.wsBeforeUpgrade(DESKTOP, later("the desktop of a source, which is reached by VNC,"));
        routes.ws(DESKTOP, _ -> {});
    }

    private static Handler later(String what) {
        return ctx -> {
            throw new ApiError(501, "not_there_yet", what + " is not in this version of the server");
        };
    }
}
