package io.antiphon.io.codec.opus;

import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.codec.Encoding;
import io.antiphon.io.codec.PacketEncoder;

/**
 * How to encode, in the words of RFC 7587, section 6.1. Equal settings may share one encoder.
 *
 * @param bitrateBps {@code maxaveragebitrate}, 6000…510000
 * @param maxPlaybackRateHz {@code maxplaybackrate}, the highest rate that the far end plays, 8000…48000
 * @param channels 2 when {@code stereo}, else 1
 * @param packetUs duration of a packet in µs, one of {@link CodecPreferences#PACKETS_US}
 * @param constantBitrate {@code cbr}
 * @param inbandFec {@code useinbandfec}: whether packets may carry what repairs the one before
 * @param dtx {@code usedtx}
 * @param lossPercent loss that the far end suffers, 0…100; from 6 on, packets do carry it
 */
public record OpusSettings(
        int bitrateBps,
        int maxPlaybackRateHz,
        int channels,
        int packetUs,
        boolean constantBitrate,
        boolean inbandFec,
        boolean dtx,
        int lossPercent)
        implements Encoding {
    /** Lowest bit rate of RFC 7587. */
    public static final int MIN_BITRATE_BPS = CodecPreferences.MIN_BITRATE_BPS;

    /** Highest bit rate of RFC 7587. */
    public static final int MAX_BITRATE_BPS = CodecPreferences.MAX_BITRATE_BPS;

    /** Rate that all audio has on its way in, and the RTP clock. */
    public static final int SAMPLE_RATE_HZ = INPUT_RATE_HZ;

    /** Effort of the encoder; a shared encoder need not save any. */
    static final int COMPLEXITY = 10;

    /** Up to this loss libopus keeps to CELT, in which nothing can be repaired. */
    private static final int LEAST_LOSS_PERCENT = 5;

    private static final int SHORTEST_REPAIRED_US = 10_000;

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
        if (!CodecPreferences.PACKETS_US.contains(packetUs)) {
            throw new IllegalArgumentException("packetUs=" + packetUs + ": " + CodecPreferences.PACKETS_US);
        }
        if (lossPercent < 0 || lossPercent > 100) {
            throw new IllegalArgumentException("lossPercent=" + lossPercent + ": 0…100");
        }
    }

    /** For who suffers no loss; {@code frameMs} is the duration of a packet in whole milliseconds. */
    public OpusSettings(
            int bitrateBps,
            int maxPlaybackRateHz,
            int channels,
            int frameMs,
            boolean constantBitrate,
            boolean inbandFec,
            boolean dtx) {
        this(bitrateBps, maxPlaybackRateHz, channels, 1_000 * frameMs, constantBitrate, inbandFec, dtx, 0);
    }

    /** The same for who suffers that loss. */
    public OpusSettings withLoss(int percent) {
        return new OpusSettings(
                bitrateBps, maxPlaybackRateHz, channels, packetUs, constantBitrate, inbandFec, dtx, percent);
    }

    /** True when a lost packet can be repaired from the next one, at the cost of quality: CELT's modes cannot do it. */
    boolean repairs() {
        return inbandFec && lossPercent > LEAST_LOSS_PERCENT && packetUs >= SHORTEST_REPAIRED_US;
    }

    @Override
    public int clockRateHz() {
        return SAMPLE_RATE_HZ;
    }

    @Override
    public PacketEncoder open() {
        return new OpusEncoder(this);
    }

    @Override
    public String describe() {
        return "opus " + bitrateBps / 1_000 + " kb/s " + (channels == 2 ? "stereo" : "mono") + ", " + packetInWords()
                + (constantBitrate ? ", cbr" : "") + (dtx ? ", dtx" : "") + (repairs() ? ", fec" : "");
    }
}
