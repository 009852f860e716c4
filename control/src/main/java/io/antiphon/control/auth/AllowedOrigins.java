package io.antiphon.control.auth;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sites whose pages may use this server in the name of who looks at them: exactly those that the settings name, none
 * by default. Immutable.
 */
public final class AllowedOrigins {
    private static final Pattern USUAL_PORT = Pattern.compile("^(http(?=:.*:80$)|https(?=:.*:443$))(://.*):\\d+$");

    private final Set<String> origins;

    /** @param origins as the settings have them, such as {@code https://home.example:8123} */
    AllowedOrigins(Collection<String> origins) {
        this.origins = origins.stream().map(AllowedOrigins::asBrowsersSay).collect(Collectors.toUnmodifiableSet());
    }

    /** True when no site is named: nothing of this is ever said. */
    boolean isEmpty() {
        return origins.isEmpty();
    }

    /** The origin of the page that sent the request, when it is one of these. */
    Optional<String> of(Request request) {
        @Nullable String origin = request.header().apply("Origin");
        return Optional.ofNullable(origin).filter(origins::contains);
    }

    /** In lower case, without the port that the scheme has anyway (RFC 6454, section 6.2). */
    private static String asBrowsersSay(String origin) {
        return USUAL_PORT.matcher(origin.toLowerCase(Locale.ROOT)).replaceFirst("$1$2");
    }
}
