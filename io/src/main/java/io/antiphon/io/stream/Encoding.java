package io.antiphon.io.stream;

import io.antiphon.io.codec.StereoEncoder;

/**
 * An encoder and where its packets go. The encoder belongs to the encoder thread.
 *
 * @param <T> where they go
 * @param encoder the encoder
 * @param output where its packets go
 */
record Encoding<T extends Encoded>(StereoEncoder encoder, T output) {
    void take(float[][] turn, int frames) {
        encoder.take(turn, frames, packet -> output.packet(packet, encoder.packetFrames()));
    }
}
