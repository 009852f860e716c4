package io.antiphon.control.auth;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Answers whether a request may pass; the one place that does. Any thread. */
public final class Gate {
    private static final Set<String> OPEN = Set.of(
            "/", "/favicon.ico", "/login", "/api/login", "/api/session", "/api/health", "/site", "/docs", "/redoc");

    private final boolean loginNeeded;
    private final Users users;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final WrongTries wrongTries;
    private final KnownHosts hosts;
    private final AllowedOrigins origins;

    /**
     * @param loginNeeded false lets everybody in
     * @param users who may log in
     * @param sessions browsers that are logged in
     * @param tokens tokens of programs
     * @param wrongTries who has to wait
     * @param publicNames names by which browsers may call, beside those that the machine knows by itself
     * @param corsOrigins other sites whose pages may use the server
     */
    public Gate(
            boolean loginNeeded,
            Users users,
            Sessions sessions,
            ApiTokens tokens,
            WrongTries wrongTries,
            Collection<String> publicNames,
            Collection<String> corsOrigins) {
        this.loginNeeded = loginNeeded;
        this.users = users;
        this.sessions = sessions;
        this.tokens = tokens;
        this.wrongTries = wrongTries;
        this.hosts = new KnownHosts(publicNames);
        this.origins = new AllowedOrigins(corsOrigins);
    }

    /** Whether clients must log in. */
    public boolean isLoginNeeded() {
        return loginNeeded;
    }

    /** Whether the pages of any other site may use the server. */
    public boolean knowsOtherSites() {
        return !origins.isEmpty();
    }

    /** The other site whose page sent the request, when it may. */
    public Optional<String> otherSite(Request request) {
        return origins.of(request);
    }

    /** Whether the request may pass. */
    public Verdict judge(Request request) {
        // With login the browser keeps the session of this server from a site of another name.
        if (!loginNeeded && Browser.sent(request) && !hosts.knows(request.host())) {
            return Verdict.UNKNOWN_HOST;
        }
        if (CrossSite.refuses(request) && origins.of(request).isEmpty()) {
            return Verdict.CROSS_SITE;
        }
        if (isOpen(request.path())) {
            return Verdict.PASS;
        }
        Optional<Identity> sender = sender(request);
        if (sender.isPresent()) {
            return sender.get().may(Deed.of(request)) ? Verdict.PASS : Verdict.NOT_ALLOWED;
        }
        if (request.bearer() == null) {
            return Verdict.LOGIN_NEEDED;
        }
        return wrongTries.begin(request.address()) ? Verdict.LOGIN_NEEDED : Verdict.WAIT;
    }

    /**
     * Who sent the request; empty when nobody is known to have. A right token is known however many wrong ones came from
     * its neighbours: it cannot be guessed.
     */
    public Optional<Identity> sender(Request request) {
        if (!loginNeeded) {
            return Optional.of(Identity.ANYBODY);
        }
        String cookie = request.sessionCookie();
        Optional<Identity> browser =
                cookie == null ? Optional.empty() : sessions.holder(cookie, users, request.address());
        String bearer = request.bearer();
        return browser.isPresent() || bearer == null ? browser : tokens.holder(bearer);
    }

    private static boolean isOpen(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return OPEN.contains(plain) || path.startsWith("/site/") || path.startsWith("/docs/");
    }

    /** An answer of the gate. */
    public enum Verdict {
        PASS,
        /** Nobody is known to have sent it. */
        LOGIN_NEEDED,
        /** The role or the scopes of who sent it do not let it. */
        NOT_ALLOWED,
        /** A browser that nobody has to log in with calls this server by a name that is not known to be its own. */
        UNKNOWN_HOST,
        /** Another site made a browser send it. */
        CROSS_SITE,
        /** Too many wrong tries came from there. */
        WAIT
    }
}
