package io.antiphon.io.scream;

import io.antiphon.engine.audio.PcmFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a Scream packet: rate, bits, channels, channel mask low and high, then interleaved little-endian PCM.
 * Knows bytes only; stateless.
 *
 * <pre>
 * 81 18 02 03 00 | PCM        44.1 kHz, 24 bits, 2 channels, front left and right
 * </pre>
 */
final class ScreamPacket {
    /** Bytes before the PCM. */
    static final int HEADER_BYTES = 5;

    /** PCM bytes of each packet that a sender sends; receivers take any number. */
    static final int PAYLOAD_BYTES = 1152;

    /** Greatest rate that is taken; the multiplier could say 6 MHz. */
    static final int MAX_SAMPLE_RATE_HZ = 192_000;

    private static final int BASE_48K = 48_000;
    private static final int BASE_44K = 44_100;
    private static final int FAMILY_44K = 0x80;
    private static final int MULTIPLIER = 0x7f;

    /** Masks by number of channels for senders that do not set it: mono, stereo, quad, 5.1, 7.1. */
    private static final int[] USUAL_MASKS = {0, 0x4, 0x3, 0, 0x33, 0, 0x3f, 0, 0x63f};

    private ScreamPacket() {}

    /** All five header bytes as one number, to see whether a sender's format has changed. */
    static long header(byte[] packet, int at) {
        long header = 0;
        for (int i = 0; i < HEADER_BYTES; i++) {
            header = (header << 8) | (packet[at + i] & 0xff);
        }
        return header;
    }

    /** What is wrong with a packet, or null when it can be taken. */
    static @Nullable ScreamCounters fault(byte[] packet, int at, int length) {
        if (length < HEADER_BYTES) {
            return ScreamCounters.TOO_SHORT;
        }
        int bits = packet[at + 1] & 0xff;
        int channels = packet[at + 2] & 0xff;
        if (bits != 16 && bits != 24 && bits != 32) {
            return ScreamCounters.BAD_BITS;
        }
        if (channels < 1 || channels > 8) {
            return ScreamCounters.BAD_CHANNELS;
        }
        if (rate(packet[at]) > MAX_SAMPLE_RATE_HZ) {
            return ScreamCounters.BAD_RATE;
        }
        return length < HEADER_BYTES + channels * bits / 8 ? ScreamCounters.TOO_SHORT : null;
    }

    /** Format of a packet without {@link #fault}. */
    static PcmFormat format(byte[] packet, int at) {
        int channels = packet[at + 2];
        int low = packet[at + 3] & 0xff;
        int high = packet[at + 4] & 0xff;
        return new PcmFormat(rate(packet[at]), packet[at + 1], channels, mask(low, high, channels));
    }

    /** True when the rate can be said in a header. */
    static boolean isRate(int sampleRateHz) {
        return sampleRateHz > 0
                && sampleRateHz <= MAX_SAMPLE_RATE_HZ
                && (sampleRateHz % BASE_48K == 0 || sampleRateHz % BASE_44K == 0);
    }

    /** Writes the header of a format whose rate {@link #isRate}. */
    static void writeHeader(PcmFormat format, byte[] into, int at) {
        int rate = format.sampleRateHz();
        int mask = format.channelMask() != 0 ? format.channelMask() : USUAL_MASKS[format.channels()];
        into[at] = (byte) (rate % BASE_44K == 0 ? FAMILY_44K | rate / BASE_44K : rate / BASE_48K);
        into[at + 1] = (byte) format.bitDepth();
        into[at + 2] = (byte) format.channels();
        into[at + 3] = (byte) mask;
        into[at + 4] = (byte) (mask >> 8);
    }

    /** Base of the family times the multiplier; a multiplier of 0 counts as 1. */
    private static int rate(byte code) {
        int base = (code & FAMILY_44K) == 0 ? BASE_48K : BASE_44K;
        return base * Math.max(1, code & MULTIPLIER);
    }

    /** The mask as written, or swapped as some senders write it, or what is usual when it was not set; else 0. */
    private static int mask(int low, int high, int channels) {
        int written = (high << 8) | low;
        int swapped = (low << 8) | high;
        if (written == 0) {
            return USUAL_MASKS[channels];
        }
        if (Integer.bitCount(written) != channels) {
            return 0;
        }
        // A swapped mask has as many bits as a right one; bits 11 and up, and a pair that is only up there, betray it.
        return looksSwapped(written, swapped) ? swapped : written;
    }

    private static boolean looksSwapped(int written, int swapped) {
        int unknown = ~0x7ff;
        boolean odd = (written & unknown) != 0 || (written & 0xff) == 0;
        return odd && (swapped & unknown) == 0;
    }
}
