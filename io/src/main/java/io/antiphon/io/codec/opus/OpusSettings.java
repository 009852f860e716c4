package io.antiphon.io.codec.opus;

/**
 * How to encode, in the words of RFC 7587, section 6.1. Equal settings may share one encoder.
 *
 * @param bitrateBps {@code maxaveragebitrate}, 6000…510000
 * @param maxPlaybackRateHz {@code maxplaybackrate}, the highest rate that the far end plays, 8000…48000
 * @param channels 2 when {@code stereo}, else 1
 * @param frameMs duration of a packet, 10 or 20
 * @param constantBitrate {@code cbr}
 * @param inbandFec {@code useinbandfec}
 * @param dtx {@code usedtx}
 */
public record OpusSettings(
        int bitrateBps,
        int maxPlaybackRateHz,
        int channels,
        int frameMs,
        boolean constantBitrate,
        boolean inbandFec,
        boolean dtx) {
    /** Lowest bit rate of RFC 7587. */
    public static final int MIN_BITRATE_BPS = 6_000;

    /** Highest bit rate of RFC 7587. */
    public static final int MAX_BITRATE_BPS = 510_000;

    /** Rate that all audio has on its way in, and the RTP clock. */
    public static final int SAMPLE_RATE_HZ = 48_000;

    /** Effort of the encoder; a shared encoder need not save any. */
    static final int COMPLEXITY = 10;

    /** Stereo at 128 kb/s in packets of 10 ms. */
    public static final OpusSettings DEFAULT = new OpusSettings(128_000, SAMPLE_RATE_HZ, 2, 10, false, false, false);

    public OpusSettings {
        if (bitrateBps < MIN_BITRATE_BPS || bitrateBps > MAX_BITRATE_BPS) {
            throw new IllegalArgumentException("bitrateBps=" + bitrateBps + ": 6000…510000");
        }
        if (maxPlaybackRateHz < 8_000 || maxPlaybackRateHz > SAMPLE_RATE_HZ) {
            throw new IllegalArgumentException("maxPlaybackRateHz=" + maxPlaybackRateHz + ": 8000…48000");
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels=" + channels + ": 1 or 2");
        }
        if (frameMs != 10 && frameMs != 20) {
            throw new IllegalArgumentException("frameMs=" + frameMs + ": 10 or 20");
        }
    }

    /** Frames of one packet at 48 kHz. */
    public int packetFrames() {
        return SAMPLE_RATE_HZ / 1000 * frameMs;
    }

    /** In words, such as {@code opus 128 kb/s stereo}. */
    public String describe() {
        return "opus " + bitrateBps / 1000 + " kb/s " + (channels == 2 ? "stereo" : "mono");
    }
}
