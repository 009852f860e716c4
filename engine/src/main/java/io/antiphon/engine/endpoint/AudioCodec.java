package io.antiphon.engine.endpoint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The codecs that browsers can be sent. */
public enum AudioCodec {
    /** RFC 7587: 48 kHz, mono or stereo. */
    OPUS,
    /** G.711 with µ-law: 8 kHz, mono. */
    PCMU,
    /** G.711 with A-law: 8 kHz, mono. */
    PCMA,
    /** G.722: 16 kHz, mono. */
    G722;

    /** Name in settings and in words, such as {@code pcmu}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The codec of that {@link #word}. */
    public static Optional<AudioCodec> ofWord(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
