package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.Locale;

/**
 * How a mix is encoded for those who listen by HTTP; equal ones share one encoder. Stereo at 48 kHz. Immutable.
 *
 * @param codec what it is encoded with
 * @param bitrateKbps bit rate in kilobits a second; 0 for one that loses nothing
 * @param bits bits of a sample; 0 for one that has none
 */
public record StreamFormat(Codec codec, int bitrateKbps, int bits) {
    /** Bit rates that MP3 has at 48 kHz (ISO/IEC 11172-3, section 2.4.2.3). */
    public static final List<Integer> MP3_KBPS = List.of(32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320);

    /** Bit rates of AAC: few, so that those who listen share them. */
    public static final List<Integer> AAC_KBPS = List.of(64, 96, 128, 192, 256);

    /** MP3 of the highest bit rate that is not above a wish: the ancestors' 384 is none. */
    public static StreamFormat mp3UpTo(int wishKbps) {
        return mp3(MP3_KBPS.stream().filter(kbps -> kbps <= wishKbps).reduce(MP3_KBPS.getFirst(), Math::max));
    }

    /** MP3 of constant bit rate. */
    public static StreamFormat mp3(int bitrateKbps) {
        return new StreamFormat(Codec.MP3, bitrateKbps, 0);
    }

    /** Opus in Ogg. */
    public static StreamFormat opus(int bitrateKbps) {
        return new StreamFormat(Codec.OPUS, bitrateKbps, 0);
    }

    /** AAC for segments. */
    public static StreamFormat aac(int bitrateKbps) {
        return new StreamFormat(Codec.AAC, bitrateKbps, 0);
    }

    /** FLAC. */
    public static StreamFormat flac(int bits) {
        return new StreamFormat(Codec.FLAC, 0, bits);
    }

    /** In words, such as {@code mp3 128 kb/s}. */
    public String describe() {
        return codec.wireName() + (bits > 0 ? " " + bits + " bits" : " " + bitrateKbps + " kb/s");
    }

    /** What a stream can be encoded with. */
    public enum Codec {
        MP3,
        OPUS,
        FLAC,
        AAC;

        /** Its name in addresses. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
