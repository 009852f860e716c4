package io.antiphon.io.webrtc;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.ring.AudioRing;

/**
 * The tap's far end: the render thread writes, the encoder thread reads, a ring is between them. While nobody listens,
 * periods are let pass. The mix comes in stereo; a mono one is heard on both sides, of a wider one the first two.
 */
final class BroadcastInput implements SinkEndpoint {
    private static final int CHANNELS = 2;

    /** A quarter of a second at 48 kHz: more than an encoder thread is ever late on a machine that works. */
    private static final int CAPACITY_FRAMES = 12_000;

    private final AudioRing ring = new AudioRing(CHANNELS, CAPACITY_FRAMES);
    private final float[][] both = new float[CHANNELS][];
    private final Counters<BroadcastCounter> counters;
    private volatile boolean open;

    BroadcastInput(Counters<BroadcastCounter> counters) {
        this.counters = counters;
    }

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        if (!open) {
            return;
        }
        if (put(from) < from.frames()) {
            counters.increment(BroadcastCounter.PERIODS_DROPPED);
        }
    }

    /** A period that does not fit whole is dropped whole. */
    @RealTime
    private int put(AudioBlock from) {
        int frames = from.frames();
        if (ring.free() < frames) {
            return 0;
        }
        if (from.isSilent()) {
            return ring.writeSilence(frames);
        }
        both[0] = from.channel(0);
        both[1] = from.channel(from.channels() == 1 ? 0 : 1);
        return ring.write(both, CHANNELS, 0, frames);
    }

    /** Lets audio in from now on, and drops what is left from an earlier time. Encoder thread. */
    void open() {
        ring.skip(ring.available());
        open = true;
    }

    /** Lets periods pass from now on. Encoder thread. */
    void shut() {
        open = false;
    }

    /** Frames that wait. Encoder thread. */
    int available() {
        return ring.available();
    }

    /** Takes frames that are {@link #available}. Encoder thread. */
    void read(float[][] into, int frames) {
        ring.read(into, 0, frames);
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(1_000.0 * ring.available() / 48_000, counters.snapshot());
    }

    /** Nothing of its own is to be let go of; the broadcast ends its listeners. */
    @Override
    public void close() {
        open = false;
    }
}
