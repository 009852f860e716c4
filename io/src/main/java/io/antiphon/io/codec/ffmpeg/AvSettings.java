package io.antiphon.io.codec.ffmpeg;

/**
 * How to encode stereo with libavcodec.
 *
 * @param encoder its name there, such as {@code libmp3lame}
 * @param samples what the encoder is handed
 * @param sampleRateHz frames a second
 * @param bitrateBps bits a second; 0 for an encoder that loses nothing
 * @param effort {@code compression_level}: how much the encoder tries, in its own scale
 */
public record AvSettings(String encoder, Samples samples, int sampleRateHz, int bitrateBps, int effort) {
    /** Stereo, as all listeners of byte streams hear. */
    static final int CHANNELS = 2;

    /** MP3 of constant bit rate. Of LAME's scale from 0 (best) to 9; from 3 on more costs nearly the same (25 ms a second). */
    public static AvSettings mp3(int sampleRateHz, int bitrateBps) {
        return new AvSettings("libmp3lame", Samples.FLOAT, sampleRateHz, bitrateBps, 5);
    }

    /** AAC-LC. */
    public static AvSettings aac(int sampleRateHz, int bitrateBps) {
        return new AvSettings("aac", Samples.FLOAT, sampleRateHz, bitrateBps, 0);
    }

    /** FLAC of 16 or 24 bits. */
    public static AvSettings flac(int sampleRateHz, int bits) {
        return new AvSettings("flac", bits == 16 ? Samples.BITS_16 : Samples.BITS_24, sampleRateHz, 0, 5);
    }

    /** What a sample is, with its number in {@code AVSampleFormat}. */
    public enum Samples {
        /** 16 bits, interleaved. */
        BITS_16(1, 16),
        /** 24 bits in the upper part of 32, interleaved. */
        BITS_24(2, 24),
        /** 32-bit float, one plane a channel. */
        FLOAT(8, 0);

        private final int number;
        private final int bits;

        Samples(int number, int bits) {
            this.number = number;
            this.bits = bits;
        }

        int number() {
            return number;
        }

        /** Bits that hold something; 0 for float. */
        int bits() {
            return bits;
        }
    }
}
