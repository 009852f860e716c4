package io.antiphon.control.stats;

import io.antiphon.engine.audio.PcmFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats in words. */
public final class SpokenFormat {
    private SpokenFormat() {}

    /** Such as {@code 44.1 kHz · 24 bit · stereo}. */
    public static @Nullable String of(@Nullable PcmFormat format) {
        return format == null ? null : of(format.sampleRateHz(), format.bitDepth(), format.channels());
    }

    static String of(int sampleRateHz, int bitDepth, int channels) {
        String rate = sampleRateHz % 1000 == 0
                ? Integer.toString(sampleRateHz / 1000)
                : String.format(Locale.ROOT, "%.4f", sampleRateHz / 1000.0).replaceAll("0+$", "");
        String spread = switch (channels) {
            case 1 -> "mono";
            case 2 -> "stereo";
            case 6 -> "5.1";
            case 8 -> "7.1";
            default -> channels + " channels";
        };
        return rate + " kHz · " + bitDepth + " bit · " + spread;
    }
}
