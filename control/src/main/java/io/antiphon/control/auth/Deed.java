package io.antiphon.control.auth;

import java.util.Locale;
import java.util.Map;

/**
 * What a request wants to do, in the words of permissions.
 *
 * @param area with what
 * @param verb what
 */
public record Deed(Area area, Verb verb) {
    /** By the first part of the path; what is not named here is {@link Area#SYSTEM}, which only admins change. */
    private static final Map<String, Area> AREAS = Map.ofEntries(
            Map.entry("sinks", Area.SINKS),
            Map.entry("sources", Area.SOURCES),
            Map.entry("sources_self", Area.SOURCES),
            Map.entry("routes", Area.ROUTES),
            Map.entry("equalizers", Area.EQUALIZERS),
            Map.entry("preferences", Area.PREFERENCES),
            Map.entry("mdns", Area.DISCOVERY),
            Map.entry("discovery", Area.DISCOVERY),
            Map.entry("neighbors", Area.DISCOVERY),
            Map.entry("stream", Area.LISTENING),
            Map.entry("metrics", Area.STATS),
            Map.entry("api/stats", Area.STATS),
            Map.entry("api/retry", Area.SINKS),
            Map.entry("api/whep", Area.LISTENING),
            Map.entry("api/whip", Area.SOURCES),
            Map.entry("api/listen", Area.LISTENING),
            Map.entry("api/timeshift", Area.LISTENING),
            Map.entry("api/solo", Area.ROUTES),
            Map.entry("api/changes", Area.ROUTES),
            Map.entry("api/scenes", Area.SCENES),
            Map.entry("api/history", Area.HISTORY),
            Map.entry("api/undo", Area.HISTORY),
            Map.entry("api/redo", Area.HISTORY),
            Map.entry("api/settings", Area.SETTINGS),
            Map.entry("api/logs", Area.LOGS),
            Map.entry("ws/logs", Area.LOGS),
            Map.entry("ws/config", Area.SYSTEM),
            Map.entry("ws/vnc", Area.SOURCES),
            Map.entry("api/users", Area.USERS),
            Map.entry("api/tokens", Area.USERS),
            Map.entry("api/audit", Area.USERS),
            Map.entry("api/login", Area.OWN),
            Map.entry("api/logout", Area.OWN),
            Map.entry("api/password", Area.OWN),
            Map.entry("api/sessions", Area.OWN),
            Map.entry("api/preferences", Area.OWN));

    /** The deed of a request. */
    public static Deed of(Request request) {
        Area area = area(request.path());
        if (area == Area.LISTENING) {
            return new Deed(area, Verb.LISTEN);
        }
        return new Deed(area, CrossSite.changes(request) ? Verb.CHANGE : Verb.READ);
    }

    private static Area area(String path) {
        String[] parts = path.replaceAll("/+", "/").split("/", -1);
        String first = parts.length > 1 ? parts[1] : "";
        if (!first.equals("api") && !first.equals("ws")) {
            return AREAS.getOrDefault(first, Area.SYSTEM);
        }
        // Below /ws, what is not named here is the sound of a sink.
        Area otherwise = first.equals("ws") ? Area.LISTENING : Area.SYSTEM;
        return AREAS.getOrDefault(first + "/" + (parts.length > 2 ? parts[2] : ""), otherwise);
    }

    /** What can be done. */
    public enum Verb {
        READ,
        CHANGE,
        LISTEN;

        /** Its name in the API. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
