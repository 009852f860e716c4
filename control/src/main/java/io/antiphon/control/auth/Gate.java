package io.antiphon.control.auth;

import java.util.Collection;
import java.util.Set;

/** Answers whether a request may pass; the one place that does. Any thread. */
public final class Gate {
    private static final Set<String> OPEN =
            Set.of("/", "/favicon.ico", "/login", "/api/login", "/api/session", "/api/health", "/site");

    private final boolean loginNeeded;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final WrongTries wrongTries;
    private final KnownHosts hosts;

    /**
     * @param loginNeeded false lets everybody in
     * @param sessions browsers that are logged in
     * @param tokens tokens of programs
     * @param wrongTries who has to wait
     * @param publicNames names by which browsers may call, beside those that the machine knows by itself
     */
    public Gate(
            boolean loginNeeded,
            Sessions sessions,
            ApiTokens tokens,
            WrongTries wrongTries,
            Collection<String> publicNames) {
        this.loginNeeded = loginNeeded;
        this.sessions = sessions;
        this.tokens = tokens;
        this.wrongTries = wrongTries;
        this.hosts = new KnownHosts(publicNames);
    }

    /** Whether the request may pass. */
    public Verdict judge(Request request) {
        // With login the browser keeps the session of this server from a site of another name.
        if (!loginNeeded && Browser.sent(request) && !hosts.knows(request.host())) {
            return Verdict.UNKNOWN_HOST;
        }
        if (CrossSite.refuses(request)) {
            return Verdict.CROSS_SITE;
        }
        if (!loginNeeded || isOpen(request.path())) {
            return Verdict.PASS;
        }
        if (isLoggedIn(request)) {
            return Verdict.PASS;
        }
        String bearer = request.bearer();
        if (bearer == null) {
            return Verdict.LOGIN_NEEDED;
        }
        // The right token first: it cannot be guessed, and whoever holds it must not wait for a neighbour's wrong ones.
        if (tokens.holds(bearer)) {
            return Verdict.PASS;
        }
        if (wrongTries.waitSeconds(request.address()) > 0) {
            return Verdict.WAIT;
        }
        wrongTries.wrong(request.address());
        return Verdict.LOGIN_NEEDED;
    }

    /** True when the request comes from a browser that is logged in, or nobody has to. */
    public boolean isLoggedIn(Request request) {
        String cookie = request.sessionCookie();
        return !loginNeeded || (cookie != null && sessions.holds(cookie));
    }

    private static boolean isOpen(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return OPEN.contains(plain) || path.startsWith("/site/");
    }

    /** An answer of the gate. */
    public enum Verdict {
        PASS,
        /** Nobody is known to have sent it. */
        LOGIN_NEEDED,
        /** A browser that nobody has to log in with calls this server by a name that is not known to be its own. */
        UNKNOWN_HOST,
        /** Another site made a browser send it. */
        CROSS_SITE,
        /** Too many wrong tries came from there. */
        WAIT
    }
}
