package io.antiphon.io.codec;

import java.util.function.Consumer;

/** A stereo encoder that takes any number of frames at a time and gives packets of equal duration. One thread at a time. */
public interface StereoEncoder extends AutoCloseable {
    /** Frames that each packet holds. */
    int packetFrames();

    /** What a decoder must know before the first packet; empty when a packet says it all. */
    byte[] head();

    /**
     * Takes frames.
     *
     * @param packets told each packet that is ready by that
     */
    void take(float[][] planar, int frames, Consumer<byte[]> packets);

    @Override
    void close();
}
