package io.antiphon.control.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server that helps players through their networks: STUN, or TURN with a user and a password. Immutable.
 *
 * @param url as players take it, such as {@code turn:turn.example:3478?transport=udp}
 * @param username of TURN; null for STUN
 * @param password of TURN; null for STUN
 */
public record IceServer(
        String url, @Nullable String username, @Nullable String password) {
    private static final String PLACE = "(?:[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?";

    /** RFC 7064. */
    private static final Pattern STUN = Pattern.compile("stuns?:" + PLACE);

    /** RFC 7065, with the credentials before the host. A user name may hold colons, as those with a time in them do. */
    private static final Pattern TURN = Pattern.compile(
            "(turns?:)([^\\s,@\"\\\\]+):([^\\s,@:\"\\\\]+)@(" + PLACE + "(?:\\?transport=(?:udp|tcp))?)");

    /** Reads what a setting says, such as {@code turn:anna:secret@turn.example:3478}; empty when it is none. */
    public static Optional<IceServer> parse(String text) {
        if (STUN.matcher(text).matches()) {
            return Optional.of(new IceServer(text, null, null));
        }
        Matcher turn = TURN.matcher(text);
        return turn.matches()
                ? Optional.of(new IceServer(turn.group(1) + turn.group(4), turn.group(2), turn.group(3)))
                : Optional.empty();
    }

    /** The value of a {@code Link} header that tells players of it (draft-ietf-wish-whep, section 4.6). */
    public String link() {
        String plain = "<" + url + ">; rel=\"ice-server\"";
        return username == null
                ? plain
                : plain + "; username=\"" + username + "\"; credential=\"" + password
                        + "\"; credential-type=\"password\"";
    }
}
