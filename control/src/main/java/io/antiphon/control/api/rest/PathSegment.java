package io.antiphon.control.api.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as one segment of a URL's path (RFC 3986, section 3.3). */
final class PathSegment {
    private PathSegment() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
