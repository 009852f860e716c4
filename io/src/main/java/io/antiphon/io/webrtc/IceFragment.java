package io.antiphon.io.webrtc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a listener says of ICE after its offer: a piece of SDP with its credentials and candidates (RFC 8840, section 9).
 * Immutable.
 *
 * @param fragment its user fragment; null when it does not say
 * @param password its password; null when it does not say
 * @param mid of the section that the candidates belong to; null when it does not say
 * @param candidates values of the candidate lines, without {@code a=}
 */
record IceFragment(
        @Nullable String fragment,
        @Nullable String password,
        @Nullable String mid,
        List<String> candidates) {
    /** Media type of such a piece (RFC 8840, section 9.2). */
    static final String MEDIA_TYPE = "application/trickle-ice-sdpfrag";

    IceFragment {
        candidates = List.copyOf(candidates);
    }

    /** Reads a piece; lines that say nothing of this are left out, and of lines that stand twice the first counts. */
    static IceFragment parse(String text) {
        String fragment = null;
        String password = null;
        String mid = null;
        List<String> candidates = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("a=ice-ufrag:")) {
                fragment = first(fragment, line);
            } else if (line.startsWith("a=ice-pwd:")) {
                password = first(password, line);
            } else if (line.startsWith("a=mid:")) {
                mid = first(mid, line);
            } else if (line.startsWith("a=candidate:")) {
                candidates.add(line.substring("a=".length()));
            }
        }
        return new IceFragment(fragment, password, mid, candidates);
    }

    private static String first(@Nullable String before, String line) {
        return before == null ? line.substring(line.indexOf(':') + 1) : before;
    }

    /** True when it says anything of ICE. */
    boolean saysSomething() {
        return fragment != null || !candidates.isEmpty();
    }

    /** The piece that answers a restart: our new credentials and all of our candidates. */
    static String answer(IceCredentials credentials, String mid, Candidates candidates) {
        StringBuilder text = new StringBuilder(512);
        text.append("a=ice-lite\r\n");
        text.append("a=ice-ufrag:").append(credentials.fragment()).append("\r\n");
        text.append("a=ice-pwd:").append(credentials.password()).append("\r\n");
        text.append("m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n");
        text.append("a=mid:").append(mid).append("\r\n");
        candidates
                .lines()
                .forEach(line -> text.append("a=candidate:").append(line).append("\r\n"));
        return text.append("a=end-of-candidates\r\n").toString();
    }
}
