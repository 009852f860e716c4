package io.antiphon.io.sdp;

import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866), as far as offers and answers need it. Immutable.
 *
 * @param attributes session-level {@code a=} lines in their order
 * @param media media descriptions in their order
 */
public record SessionDescription(List<Attribute> attributes, List<MediaDescription> media) {
    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /** Value of an attribute of {@code section}, or else of the session, which media inherit. */
    public Optional<String> inherited(MediaDescription section, String name) {
        return section.value(name).or(() -> Attribute.first(attributes, name));
    }
}
