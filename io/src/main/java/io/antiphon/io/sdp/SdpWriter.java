package io.antiphon.io.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Writes a session description with CRLF line ends (RFC 8866, section 5). Knows text only. Stateless; any thread. */
public final class SdpWriter {
    private static final String CRLF = "\r\n";

    private SdpWriter() {}

    /**
     * The text of a description.
     *
     * @param sessionId number of the session, below 2^63
     * @param origin address of the writer
     */
    public static String write(SessionDescription description, long sessionId, InetAddress origin) {
        StringBuilder text = new StringBuilder(1_024);
        line(text, "v=0");
        line(
                text,
                "o=- " + sessionId + " 1 IN " + (origin instanceof Inet6Address ? "IP6 " : "IP4 ")
                        + origin.getHostAddress());
        line(text, "s=-");
        line(text, "t=0 0");
        description.attributes().forEach(each -> attribute(text, each));
        for (MediaDescription section : description.media()) {
            line(
                    text,
                    "m=" + section.kind() + " " + section.port() + " " + section.protocol() + " "
                            + String.join(" ", section.formats()));
            line(text, "c=IN IP4 0.0.0.0");
            section.bandwidths().forEach(each -> line(text, "b=" + each.name() + ":" + each.value()));
            section.attributes().forEach(each -> attribute(text, each));
        }
        return text.toString();
    }

    private static void attribute(StringBuilder text, Attribute attribute) {
        line(
                text,
                attribute.value().isEmpty()
                        ? "a=" + attribute.name()
                        : "a=" + attribute.name() + ":" + attribute.value());
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(CRLF);
    }
}
