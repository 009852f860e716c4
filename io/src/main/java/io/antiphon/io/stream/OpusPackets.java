package io.antiphon.io.stream;

import io.antiphon.io.codec.StereoEncoder;
import io.antiphon.io.codec.opus.OpusEncoder;
import io.antiphon.io.codec.opus.OpusSettings;
import java.util.Arrays;
import java.util.function.Consumer;

/** Opus in packets of 20 ms, stereo. One thread at a time. */
final class OpusPackets implements StereoEncoder {
    private static final int CHANNELS = 2;
    private static final int FRAME_MS = 20;

    private final OpusEncoder encoder;
    private final float[] interleaved;
    private final byte[] packet = new byte[OpusEncoder.MAX_PACKET_BYTES];
    private int filled;

    OpusPackets(int bitrateBps) {
        encoder = new OpusEncoder(
                new OpusSettings(bitrateBps, OpusSettings.SAMPLE_RATE_HZ, CHANNELS, FRAME_MS, false, false, false));
        interleaved = new float[encoder.settings().packetFrames() * CHANNELS];
    }

    @Override
    public int packetFrames() {
        return encoder.settings().packetFrames();
    }

    /** The head is made by who wraps the packets. */
    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public void take(float[][] planar, int frames, Consumer<byte[]> packets) {
        for (int i = 0; i < frames; i++) {
            interleaved[filled++] = planar[0][i];
            interleaved[filled++] = planar[1][i];
            if (filled == interleaved.length) {
                filled = 0;
                packets.accept(Arrays.copyOf(packet, encoder.encode(interleaved, packet)));
            }
        }
    }

    @Override
    public void close() {
        encoder.close();
    }
}
