package io.antiphon.io.codec;

/** Makes packets of one {@link Encoding}. One thread at a time may use it. */
public interface PacketEncoder extends AutoCloseable {
    /** No packet is longer: with all headers it fits into a datagram that no network cuts. */
    int MAX_PACKET_BYTES = 1_275;

    /**
     * Encodes one packet.
     *
     * @param interleaved {@link Encoding#packetFrames} frames at {@link Encoding#INPUT_RATE_HZ} of {@link
     *     Encoding#channels} samples
     * @param into where the packet goes, from the start; room for {@link #MAX_PACKET_BYTES}
     * @return bytes of the packet; 0 in a pause, when nothing need be sent
     */
    int encode(float[] interleaved, byte[] into);

    /** Lets go of everything. */
    @Override
    void close();
}
