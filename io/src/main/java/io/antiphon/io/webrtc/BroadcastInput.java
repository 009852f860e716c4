package io.antiphon.io.webrtc;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.dsp.VariableResampler;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.ring.AudioRing;
import io.antiphon.io.codec.opus.OpusSettings;
import org.jspecify.annotations.Nullable;

/**
 * The tap's far end: the render thread writes, the encoder thread reads, a ring is between them; where the graph has
 * another rate than Opus, the encoder thread resamples. While nobody listens, periods are let pass. The mix comes in stereo; a mono one is heard on both sides, of a wider one the first two.
 */
final class BroadcastInput implements SinkEndpoint {
    private static final int CHANNELS = 2;

    /** The ring holds this part of a second: more than an encoder thread is ever late on a machine that works. */
    private static final int RING_PART = 4;

    private final AudioRing ring;
    private final int graphRateHz;
    private final @Nullable VariableResampler resampler;
    private final float[][] both = new float[CHANNELS][];
    private final Counters<BroadcastCounter> counters;
    private volatile boolean open;

    /** @param graphRateHz frames a second of what is written; what is read has those of Opus */
    BroadcastInput(int graphRateHz, Counters<BroadcastCounter> counters) {
        this.ring = new AudioRing(CHANNELS, graphRateHz / RING_PART);
        this.graphRateHz = graphRateHz;
        double ratio = (double) graphRateHz / OpusSettings.SAMPLE_RATE_HZ;
        this.resampler = ratio == 1 ? null : new VariableResampler(CHANNELS, ratio, EncoderPacer.TURN_FRAMES);
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

    @Override
    @RealTime
    public long stalls() {
        return counters.get(BroadcastCounter.PERIODS_DROPPED);
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
        if (resampler != null) {
            resampler.reset();
        }
        open = true;
    }

    /** Lets periods pass from now on. Encoder thread. */
    void shut() {
        open = false;
    }

    /** Frames at the rate of Opus that wait; those that a resampler still looks ahead to are not among them. Encoder thread. */
    int available() {
        int waiting = ring.available();
        if (resampler == null) {
            return waiting;
        }
        // What one frame needs is held back by the filter; the rest comes out at the ratio.
        int beyondFirst = waiting - resampler.needed(1);
        return beyondFirst < 0 ? 0 : 1 + (int) ((long) beyondFirst * OpusSettings.SAMPLE_RATE_HZ / graphRateHz);
    }

    /** Takes frames that are {@link #available}, at most those of one turn. Encoder thread. */
    void read(float[][] into, int frames) {
        if (resampler == null) {
            ring.read(into, 0, frames);
        } else {
            resampler.feed(ring, resampler.needed(frames));
            resampler.produce(into, 0, frames);
        }
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(1_000.0 * ring.available() / graphRateHz, counters.snapshot());
    }

    /** Nothing of its own is to be let go of; the broadcast ends its listeners. */
    @Override
    public void close() {
        open = false;
    }
}
