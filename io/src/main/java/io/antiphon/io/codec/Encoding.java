package io.antiphon.io.codec;

/**
 * How a stream is encoded for listeners: codec and parameters. Who has an equal encoding can share one encoder. Whoever
 * implements it is an immutable record.
 */
public interface Encoding {
    /** Rate of what an encoder takes, whatever the codec's own rate is. */
    int INPUT_RATE_HZ = 48_000;

    /** Channels of what an encoder takes: 1 or 2. */
    int channels();

    /** Duration of a packet in µs. */
    int packetUs();

    /** Rate of the RTP clock. */
    int clockRateHz();

    /** Bit rate without headers. */
    int bitrateBps();

    /** Codec and parameters in words, such as {@code opus 128 kb/s stereo, 10 ms}. */
    String describe();

    /** A new encoder. */
    PacketEncoder open();

    /** Frames at {@link #INPUT_RATE_HZ} that a packet holds. */
    default int packetFrames() {
        return INPUT_RATE_HZ / 1_000 * packetUs() / 1_000;
    }

    /** Duration of a packet in words, such as {@code 2.5 ms}. */
    default String packetInWords() {
        return packetUs() % 1_000 == 0 ? packetUs() / 1_000 + " ms" : packetUs() / 1_000 + ".5 ms";
    }
}
