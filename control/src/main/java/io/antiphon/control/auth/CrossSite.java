package io.antiphon.control.auth;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that another site made a browser send. Over HTTPS and on loopback browsers say so by {@code
 * Sec-Fetch-Site}; over plain HTTP {@code Origin} and {@code Referer} name the site, and a site can hold back the latter: a
 * browser that changes something and says nothing is refused too. Programs pass.
 */
final class CrossSite {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * GETs that change something; kept because the ancestors' clients use them. Nothing that only reads lies so deep. A
     * desktop that is reached is used, too.
     */
    private static final Pattern CHANGING_GET =
            Pattern.compile("/+((sinks|sources|routes)/+[^/]+/+[^/].*|sources_self/.*|ws/+vnc/.*)");

    private CrossSite() {}

    /** True when the request would change something, or listen in, and was sent by another site. */
    static boolean refuses(Request request) {
        return (changes(request) || request.upgrade()) && isForeign(request);
    }

    /** True when the request would change something. */
    static boolean changes(Request request) {
        return !READING.contains(request.method())
                || CHANGING_GET.matcher(request.path()).matches();
    }

    private static boolean isForeign(Request request) {
        String site = request.header().apply("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.header().apply("Origin");
        String place = origin == null ? request.header().apply("Referer") : origin;
        if (place == null) {
            return Browser.sent(request);
        }
        String host = authority(place);
        // A reverse proxy tells the name that the browser used; no site can make a browser send that header elsewhere.
        return !same(host, request.header().apply("Host"))
                && !same(host, request.header().apply("X-Forwarded-Host"));
    }

    /** Host and port of an origin or a URL. */
    private static String authority(String place) {
        int scheme = place.indexOf("://");
        String rest = scheme < 0 ? place : place.substring(scheme + 3);
        return rest.split("[/?#]", 2)[0];
    }

    private static boolean same(String host, @Nullable String other) {
        return host.equalsIgnoreCase(other);
    }
}
