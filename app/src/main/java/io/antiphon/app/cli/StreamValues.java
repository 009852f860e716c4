package io.antiphon.app.cli;

import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.CodecPreferences;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How values of {@code antiphon stream} are read, and what is said of those that are not allowed. */
final class StreamValues {
    private StreamValues() {}

    /** A codec's name. */
    static final class Codec implements ITypeConverter<AudioCodec> {
        @Override
        public AudioCodec convert(String value) {
            return AudioCodec.ofWord(value).orElseThrow(() -> refused("opus, pcmu, pcma or g722", value));
        }
    }

    /** Bits a second of Opus (RFC 7587, section 6.1). */
    static final class Bitrate implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, CodecPreferences.MIN_BITRATE_BPS, CodecPreferences.MAX_BITRATE_BPS);
        }
    }

    /** A rate that Opus tells apart. */
    static final class PlaybackRate implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            List<Integer> allowed = CodecPreferences.PLAYBACK_RATES_HZ;
            return allowed.stream()
                    .filter(rate -> rate.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> refused("8000, 12000, 16000, 24000 or 48000", value));
        }
    }

    /** A port; 0 for any. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return whole(value, 0, 65_535);
        }
    }

    /** A STUN server. */
    static final class Stun implements ITypeConverter<IceServer> {
        @Override
        public IceServer convert(String value) {
            return server(value, "stun", "stun:HOST:PORT or stuns:HOST:PORT");
        }
    }

    /** A TURN server with its user. */
    static final class Turn implements ITypeConverter<IceServer> {
        @Override
        public IceServer convert(String value) {
            return server(
                    value, "turn", "turn:USER:PASSWORD@HOST:PORT or turns:…, with ?transport=tcp or =udp behind it");
        }
    }

    private static IceServer server(String value, String scheme, String allowed) {
        Optional<IceServer> server = value.startsWith(scheme) ? IceServer.parse(value) : Optional.empty();
        return server.orElseThrow(() -> refused(allowed, value));
    }

    private static int whole(String value, int least, int most) {
        if (value.matches("\\d{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw refused("a whole number from " + least + " to " + most, value);
    }

    private static TypeConversionException refused(String allowed, String value) {
        return new TypeConversionException("must be " + allowed + ", not '" + value + "'");
    }
}
