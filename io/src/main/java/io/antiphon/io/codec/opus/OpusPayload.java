package io.antiphon.io.codec.opus;

/** What the first bytes of an Opus packet tell (RFC 6716, section 3.1). Knows bytes only. Stateless; any thread. */
public final class OpusPayload {
    /** Frames of 2.5 ms at 48 kHz. */
    private static final int SHORTEST = 120;

    private static final int SILK_CONFIGURATIONS = 12;
    private static final int CELT_CONFIGURATIONS = 16;

    private OpusPayload() {}

    /** Frames at 48 kHz that a packet holds; 0 when it is no packet of Opus. */
    public static int frames(byte[] packet, int offset, int length) {
        if (length < 1) {
            return 0;
        }
        int count = switch (packet[offset] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length < 2 ? 0 : packet[offset + 1] & 63;
        };
        int frames = count * framesOfOne((packet[offset] & 0xFF) >> 3);
        return frames > OpusDecoder.MAX_FRAMES ? 0 : frames;
    }

    /** True when the packet was made by CELT alone, so that it carries nothing of the one before. */
    public static boolean isCelt(byte[] packet, int offset) {
        return (packet[offset] & 0xFF) >> 3 >= CELT_CONFIGURATIONS;
    }

    private static int framesOfOne(int configuration) {
        if (configuration < SILK_CONFIGURATIONS) {
            int size = configuration & 3;
            return size == 3 ? 24 * SHORTEST : (4 * SHORTEST) << size;
        }
        return configuration < CELT_CONFIGURATIONS
                ? (4 * SHORTEST) << (configuration & 1)
                : SHORTEST << (configuration & 3);
    }
}
