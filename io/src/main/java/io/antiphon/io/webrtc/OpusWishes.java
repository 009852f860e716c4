package io.antiphon.io.webrtc;

import io.antiphon.engine.endpoint.CodecPreferences;
import io.antiphon.io.codec.opus.OpusSettings;
import io.antiphon.io.sdp.FormatParameters;
import io.antiphon.io.sdp.MediaDescription;

/**
 * What an offer's {@code a=fmtp} and the server's preferences make of Opus (RFC 7587, section 6.1). Stateless; any thread.
 *
 * <p>The listener's limits are always kept. Its wishes ({@code cbr}, {@code usedtx}) are granted, and the server's own
 * hold where it does not refuse them by {@code =0}. Without a word on stereo it is stereo: every decoder takes it.
 */
final class OpusWishes {
    private OpusWishes() {}

    static OpusSettings settings(MediaDescription audio, FormatParameters wishes, CodecPreferences server) {
        int packetUs = PacketDuration.choose(audio, wishes, CodecPreferences.PACKETS_US, server.packetUs());
        return new OpusSettings(
                bitrateBps(audio, wishes, server),
                maxPlaybackRateHz(wishes, server),
                wishes.number("stereo").orElse(1) == 0 ? 1 : 2,
                packetUs,
                isGranted(wishes, "cbr", server.constantBitrate()),
                server.inbandFec() && wishes.flag("useinbandfec"),
                isGranted(wishes, "usedtx", server.dtx()),
                0);
    }

    /** What the listener asks for, else what is usual; within what both sides and {@code b=} allow. */
    private static int bitrateBps(MediaDescription audio, FormatParameters wishes, CodecPreferences server) {
        int wishedBps = wishes.number("maxaveragebitrate").orElse(server.bitrateBps());
        int mostBps = Math.min(server.maxAverageBitrateBps(), audio.highestBps().orElse(Integer.MAX_VALUE));
        return Math.clamp(Math.min(wishedBps, mostBps), OpusSettings.MIN_BITRATE_BPS, OpusSettings.MAX_BITRATE_BPS);
    }

    private static int maxPlaybackRateHz(FormatParameters wishes, CodecPreferences server) {
        int wishedHz = wishes.number("maxplaybackrate").orElse(server.maxPlaybackRateHz());
        return Math.clamp(Math.min(wishedHz, server.maxPlaybackRateHz()), 8_000, OpusSettings.SAMPLE_RATE_HZ);
    }

    private static boolean isGranted(FormatParameters wishes, String name, boolean server) {
        return wishes.number(name).orElse(server ? 1 : 0) == 1;
    }

    /** The parameters of the answer: what the encoder was told, and the most that might be asked for. */
    static String written(OpusSettings opus, CodecPreferences server) {
        int stereo = opus.channels() - 1;
        int mostBps = server.maxAverageBitrateBps() < OpusSettings.MAX_BITRATE_BPS
                ? server.maxAverageBitrateBps()
                : opus.bitrateBps();
        return "minptime=10;useinbandfec=" + (opus.inbandFec() ? 1 : 0)
                + ";stereo=" + stereo + ";sprop-stereo=" + stereo
                + ";maxaveragebitrate=" + mostBps
                + (opus.maxPlaybackRateHz() < OpusSettings.SAMPLE_RATE_HZ
                        ? ";maxplaybackrate=" + opus.maxPlaybackRateHz() + ";sprop-maxcapturerate="
                                + opus.maxPlaybackRateHz()
                        : "")
                + (opus.constantBitrate() ? ";cbr=1" : "")
                + (opus.dtx() ? ";usedtx=1" : "");
    }
}
