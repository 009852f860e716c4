package io.antiphon.io.webrtc;

import io.antiphon.io.codec.opus.OpusDecoder;
import io.antiphon.io.webrtc.client.PacketSink;
import java.util.Arrays;

/** Decodes a stream and keeps its last second, in stereo, to measure tones in it. */
final class Tones implements PacketSink, AutoCloseable {
    static final int RATE = 48_000;

    private final OpusDecoder decoder = new OpusDecoder(2);
    private final float[] decoded = new float[2 * OpusDecoder.MAX_FRAMES];
    private final float[] second = new float[2 * RATE];
    private long frames;
    private boolean closed;

    @Override
    public synchronized void onPacket(int sequence, int timestamp, byte[] packet, int offset, int length) {
        int count = closed ? 0 : decoder.decode(packet, offset, length, decoded);
        for (int i = 0; i < count; i++) {
            int at = (int) ((frames + i) % RATE);
            second[2 * at] = decoded[2 * i];
            second[2 * at + 1] = decoded[2 * i + 1];
        }
        frames += Math.max(0, count);
    }

    /** Amplitude of a tone of whole Hz in one channel over the last second, in dB of full scale. */
    synchronized double levelDb(int channel, int hz) {
        double[] sums = new double[2];
        for (int i = 0; i < RATE; i++) {
            double phase = 2 * Math.PI * hz * i / RATE;
            sums[0] += second[2 * i + channel] * Math.cos(phase);
            sums[1] += second[2 * i + channel] * Math.sin(phase);
        }
        return 20 * Math.log10(2 * Math.hypot(sums[0], sums[1]) / RATE + 1e-9);
    }

    @Override
    public synchronized void close() {
        closed = true;
        Arrays.fill(second, 0f);
        decoder.close();
    }
}
