package io.antiphon.control.auth;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the gate needs to know of a request.
 *
 * @param address address of the client
 * @param method HTTP method
 * @param path path, without the query
 * @param upgrade whether it opens a WebSocket
 * @param header headers by name
 * @param sessionCookie value of the session cookie
 */
public record Request(
        String address,
        String method,
        String path,
        boolean upgrade,
        Function<String, @Nullable String> header,
        @Nullable String sessionCookie) {
    /** What the client calls this server, with the port; empty when it does not say. */
    public String host() {
        String host = header.apply("Host");
        return host == null ? "" : host;
    }

    /** What the client says to be; empty when it does not say. */
    String agent() {
        String agent = header.apply("User-Agent");
        return agent == null ? "" : agent;
    }

    /** True when the request has that header. */
    boolean has(String name) {
        return header.apply(name) != null;
    }

    /** The API token that comes with it. */
    @Nullable
    String bearer() {
        String authorization = header.apply("Authorization");
        String scheme = "Bearer ";
        boolean bears = authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length());
        return bears ? authorization.substring(scheme.length()).trim() : null;
    }
}
