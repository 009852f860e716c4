package io.antiphon.io.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads session descriptions leniently: any line end, lines of no interest skipped, order of lines not checked. Knows
 * text only. One object reads one text.
 */
public final class SdpParser {
    /** A description of an offer with all candidates has a few kilobytes. */
    private static final int MAX_LENGTH = 65_536;

    private final List<Attribute> session = new ArrayList<>();
    private final List<Section> media = new ArrayList<>();
    private List<Attribute> current = session;

    private SdpParser() {}

    /** @throws SdpException when the text is no session description */
    public static SessionDescription parse(String text) throws SdpException {
        return new SdpParser().read(text);
    }

    private SessionDescription read(String text) throws SdpException {
        if (text.length() > MAX_LENGTH) {
            throw new SdpException(
                    "The description has " + text.length() + " characters; " + MAX_LENGTH + " are allowed.");
        }
        if (!text.stripLeading().startsWith("v=0")) {
            throw new SdpException("A session description begins with the line v=0.");
        }
        for (String line : text.split("\\R", -1)) {
            if (line.startsWith("m=")) {
                beginMedia(line.substring(2).strip());
            } else if (line.startsWith("a=")) {
                current.add(Attribute.parse(line.substring(2)));
            } else if (line.startsWith("b=") && !media.isEmpty()) {
                media.getLast().bandwidths.add(Attribute.parse(line.substring(2)));
            }
        }
        return new SessionDescription(
                session, media.stream().map(Section::freeze).toList());
    }

    private void beginMedia(String line) throws SdpException {
        String[] words = line.split("\\s+", -1);
        if (words.length < 4) {
            throw new SdpException("m=" + line + ": expected kind, port, protocol and formats.");
        }
        List<String> formats = List.of(words).subList(3, words.length);
        Section section =
                new Section(words[0], port(words[1], line), words[2], formats, new ArrayList<>(), new ArrayList<>());
        media.add(section);
        current = section.attributes;
    }

    private static int port(String word, String line) throws SdpException {
        String digits = word.contains("/") ? word.substring(0, word.indexOf('/')) : word;
        if (!digits.matches("\\d{1,5}")) {
            throw new SdpException("m=" + line + ": the port is not a number.");
        }
        return Integer.parseInt(digits);
    }

    /** A media section while its lines are still coming. */
    private record Section(
            String kind,
            int port,
            String protocol,
            List<String> formats,
            List<Attribute> bandwidths,
            List<Attribute> attributes) {
        MediaDescription freeze() {
            return new MediaDescription(kind, port, protocol, formats, bandwidths, attributes);
        }
    }
}
