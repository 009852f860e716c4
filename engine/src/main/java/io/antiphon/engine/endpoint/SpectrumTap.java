package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.ring.AudioRing;
import java.util.Map;

/**
 * A tap whose far end looks at the audio now and then and misses nothing by missing some: what finds no room is let pass.
 * The render thread writes, one other thread reads; stereo, a mono signal on both sides.
 */
public final class SpectrumTap implements SinkEndpoint {
    private static final int CHANNELS = 2;

    /** The ring holds this part of a second. */
    private static final int RING_PART = 4;

    private final AudioRing ring;
    private final float[][] both = new float[CHANNELS][];
    private volatile boolean closed;

    /** @param sampleRateHz frames a second of the graph */
    public SpectrumTap(int sampleRateHz) {
        this.ring = new AudioRing(CHANNELS, sampleRateHz / RING_PART);
    }

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        int frames = from.frames();
        if (ring.free() < frames) {
            return;
        }
        if (from.isSilent()) {
            ring.writeSilence(frames);
            return;
        }
        both[0] = from.channel(0);
        both[1] = from.channel(from.channels() == 1 ? 0 : 1);
        ring.write(both, CHANNELS, 0, frames);
    }

    /** Takes what has come since the last call, at most as much as there is room for; returns the frames. Reading thread. */
    public int read(float[][] into, int offset, int frames) {
        return ring.read(into, offset, frames);
    }

    /** True when the graph has let go of it. Any thread. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of());
    }

    @Override
    public void close() {
        closed = true;
    }
}
