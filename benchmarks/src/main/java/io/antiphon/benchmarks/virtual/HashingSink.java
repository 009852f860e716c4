package io.antiphon.benchmarks.virtual;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import java.util.Map;

/** A sink that keeps one number of all bits that it was given; equal sound gives an equal number. One thread. */
public final class HashingSink implements SinkEndpoint {
    /** Multiplier of the 64-bit FNV-1a hash. */
    private static final long PRIME = 0x100000001B3L;

    private long hash = 0xCBF29CE484222325L;
    private double energy;
    private long frames;

    @Override
    public void write(AudioBlock from, long position) {
        for (int c = 0; c < from.channels(); c++) {
            float[] channel = from.channel(c);
            for (int i = 0; i < from.frames(); i++) {
                hash = (hash ^ Float.floatToRawIntBits(channel[i])) * PRIME;
                energy += (double) channel[i] * channel[i];
            }
        }
        frames += from.frames();
    }

    /** The number so far. */
    public long hash() {
        return hash;
    }

    /** Mean square of a frame, all channels together, so far. */
    public double meanSquare() {
        return energy / frames;
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of());
    }

    @Override
    public void close() {}
}
