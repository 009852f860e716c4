package io.antiphon.control.auth;

/**
 * Tells a browser's request from a program's by what every browser sends and no page can take away: {@code Origin}, {@code
 * Referer} and {@code Sec-Fetch-Site} say where a request comes from, and {@code Accept-Language} stands in all of them. A
 * page can choose its {@code User-Agent}, which therefore tells nothing.
 */
final class Browser {
    private Browser() {}

    /** True when a browser sent the request. */
    static boolean sent(Request request) {
        if (tellsOrigin(request)) {
            return true;
        }
        // Node's fetch sends a language and a mode; a browser sends the mode with the site or not at all, and a page
        // cannot add it (Fetch Metadata, section 2; forbidden request headers begin with Sec-).
        return request.has("Accept-Language") && !request.has("Sec-Fetch-Mode");
    }

    /** True when the request says where it comes from. */
    static boolean tellsOrigin(Request request) {
        return request.has("Sec-Fetch-Site") || request.has("Origin") || request.has("Referer");
    }
}
