package io.antiphon.engine.graph;

/**
 * The one clock and grain of a graph.
 *
 * @param sampleRateHz frames a second, 8,000…192,000
 * @param periodFrames frames rendered a turn, 16…4,096
 */
public record GraphFormat(int sampleRateHz, int periodFrames) {
    /** 128 frames at 48 kHz. */
    public static final GraphFormat DEFAULT = new GraphFormat(48_000, 128);

    public GraphFormat {
        if (sampleRateHz < 8_000 || sampleRateHz > 192_000) {
            throw new IllegalArgumentException("sampleRateHz=" + sampleRateHz + ": 8000…192000");
        }
        if (periodFrames < 16 || periodFrames > 4096) {
            throw new IllegalArgumentException("periodFrames=" + periodFrames + ": 16…4096");
        }
    }
}
