package io.antiphon.control.auth;

import java.util.List;

/** Who may pass at a server that asks nobody to log in and that no other site's page may use. Any thread. */
public final class OpenDoor {
    private final KnownHosts hosts = new KnownHosts(List.of());

    /** {@code PASS}, {@code UNKNOWN_HOST} or {@code CROSS_SITE}. */
    public Gate.Verdict judge(Request request) {
        if (Browser.sent(request) && !hosts.knows(request.host())) {
            return Gate.Verdict.UNKNOWN_HOST;
        }
        return CrossSite.refuses(request) ? Gate.Verdict.CROSS_SITE : Gate.Verdict.PASS;
    }
}
