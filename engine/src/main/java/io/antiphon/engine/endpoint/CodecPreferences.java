package io.antiphon.engine.endpoint;

import java.util.List;

/**
 * How browsers are sent audio where their offers do not say otherwise, and how far they may say so. Immutable.
 *
 * @param preferred codec that is taken when an offer has it; else the first one of the offer that we know
 * @param bitrateBps bit rate of Opus for who names none, 6000…510000; {@code b=AS} of the answer
 * @param maxAverageBitrateBps highest bit rate of Opus, however much a listener asks for, 6000…510000
 * @param maxPlaybackRateHz highest rate that Opus keeps, one of {@link #PLAYBACK_RATES_HZ}
 * @param constantBitrate whether Opus has packets of one length also for who does not ask for it
 * @param inbandFec whether Opus carries what repairs a lost packet for those who can use that
 * @param dtx whether Opus pauses in silence also for who does not ask for it
 * @param packetUs duration of a packet for who names none, in µs, one of {@link #PACKETS_US}
 */
public record CodecPreferences(
        AudioCodec preferred,
        int bitrateBps,
        int maxAverageBitrateBps,
        int maxPlaybackRateHz,
        boolean constantBitrate,
        boolean inbandFec,
        boolean dtx,
        int packetUs) {
    /** Lowest bit rate of Opus (RFC 7587, section 6.1). */
    public static final int MIN_BITRATE_BPS = 6_000;

    /** Highest bit rate of Opus (RFC 7587, section 6.1). */
    public static final int MAX_BITRATE_BPS = 510_000;

    /** Rates that Opus tells apart. */
    public static final List<Integer> PLAYBACK_RATES_HZ = List.of(8_000, 12_000, 16_000, 24_000, 48_000);

    /** Durations of a packet with one frame of Opus, in µs (RFC 6716, section 2.1.4). */
    public static final List<Integer> PACKETS_US = List.of(2_500, 5_000, 10_000, 20_000, 40_000, 60_000);

    /** Opus in stereo at 128 kb/s in packets of 10 ms, with what the listener's offer asks for. */
    public static final CodecPreferences DEFAULT =
            new CodecPreferences(AudioCodec.OPUS, 128_000, MAX_BITRATE_BPS, 48_000, false, true, false, 10_000);

    public CodecPreferences {
        checkBitrate("bitrateBps", bitrateBps);
        checkBitrate("maxAverageBitrateBps", maxAverageBitrateBps);
        if (!PLAYBACK_RATES_HZ.contains(maxPlaybackRateHz)) {
            throw new IllegalArgumentException("maxPlaybackRateHz=" + maxPlaybackRateHz + ": " + PLAYBACK_RATES_HZ);
        }
        if (!PACKETS_US.contains(packetUs)) {
            throw new IllegalArgumentException("packetUs=" + packetUs + ": " + PACKETS_US);
        }
    }

    private static void checkBitrate(String name, int bps) {
        if (bps < MIN_BITRATE_BPS || bps > MAX_BITRATE_BPS) {
            throw new IllegalArgumentException(name + "=" + bps + ": " + MIN_BITRATE_BPS + "…" + MAX_BITRATE_BPS);
        }
    }
}
