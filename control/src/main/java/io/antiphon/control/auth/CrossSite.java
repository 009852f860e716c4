package io.antiphon.control.auth;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that another site made a browser send. Programs send neither {@code Sec-Fetch-Site} nor {@code Origin}
 * and pass.
 */
final class CrossSite {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** GETs that change something; kept because the ancestors' clients use them. */
    private static final Pattern CHANGING_GET = Pattern.compile(
            "/(sinks|sources|routes|sources_self)/.*(enable|disable|volume|delay|timeshift|volume_normalization"
                    + "|reorder|play|nexttrack|prevtrack)(/.*)?");

    private CrossSite() {}

    /** True when the request would change something, or listen in, and was sent by another site. */
    static boolean refuses(Request request) {
        boolean changes = !READING.contains(request.method())
                || CHANGING_GET.matcher(request.path()).matches();
        return (changes || request.upgrade()) && isForeign(request);
    }

    private static boolean isForeign(Request request) {
        String site = request.header().apply("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.header().apply("Origin");
        if (origin == null) {
            return false;
        }
        String host = origin.substring(origin.indexOf("://") < 0 ? 0 : origin.indexOf("://") + 3);
        // A reverse proxy tells the name that the browser used; no site can make a browser send that header elsewhere.
        return !same(host, request.header().apply("Host"))
                && !same(host, request.header().apply("X-Forwarded-Host"));
    }

    private static boolean same(String host, @Nullable String other) {
        return host.equalsIgnoreCase(other);
    }
}
