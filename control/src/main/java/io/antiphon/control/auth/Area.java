package io.antiphon.control.auth;

import java.util.Locale;

/** What a request is about: the objects of permissions. */
public enum Area {
    SINKS,
    SOURCES,
    ROUTES,
    EQUALIZERS,
    PREFERENCES,
    SCENES,
    HISTORY,
    DISCOVERY,
    /** Streams and browsers that listen. */
    LISTENING,
    STATS,
    LOGS,
    SETTINGS,
    /** Users, API tokens and who changed what. */
    USERS,
    /** One's own sessions, password and preferences. */
    OWN,
    /** What is none of the others. */
    SYSTEM;

    /** Its name in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
