package io.antiphon.app.main;

import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.device.alsa.AlsaSourceProvider;
import java.util.List;
import java.util.Optional;

/**
 * What one stream is started with. Immutable.
 *
 * @param source tag of what is streamed first: {@link #SINE_WAVE}, or a sound card's
 * @param host address to listen on
 * @param port of the page, and of the media where UDP has it free too; 0 for any
 * @param codecs how browsers are sent audio
 * @param iceServers servers that help browsers through their networks
 */
public record StreamSettings(
        String source, String host, int port, CodecPreferences codecs, List<IceServer> iceServers) {
    /** The test tone. */
    public static final String SINE_WAVE = "tone:440";

    public StreamSettings {
        iceServers = List.copyOf(iceServers);
    }

    /** The tag of a sound card. */
    public static String deviceTag(String name) {
        return AlsaSourceProvider.PREFIX + name;
    }

    /** The sound card that is streamed first, when it is one. */
    Optional<String> device() {
        return source.startsWith(AlsaSourceProvider.PREFIX)
                ? Optional.of(source.substring(AlsaSourceProvider.PREFIX.length()))
                : Optional.empty();
    }
}
