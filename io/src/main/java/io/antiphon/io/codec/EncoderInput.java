package io.antiphon.io.codec;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.dsp.VariableResampler;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.ring.AudioRing;
import org.jspecify.annotations.Nullable;

/**
 * The far end of a tap for encoders that take stereo at 48 kHz: the render thread writes, the encoder thread reads, a ring
 * is between them; where the graph has another rate, the encoder thread resamples. While nothing is encoded, periods are
 * let pass. A mono mix is heard on both sides, of a wider one the first two channels.
 *
 * @param <E> names of the broadcast's counters
 */
public final class EncoderInput<E extends Enum<E>> implements SinkEndpoint {
    /** Frames a second of what is read. */
    public static final int SAMPLE_RATE_HZ = 48_000;

    /** Most frames that are read at a time: 10 ms. */
    public static final int TURN_FRAMES = 480;

    private static final int CHANNELS = 2;

    private final AudioRing ring;
    private final int graphRateHz;
    private final @Nullable VariableResampler resampler;
    private final float[][] both = new float[CHANNELS][];
    private final Counters<E> counters;
    private final E dropped;
    private volatile boolean open;

    /**
     * @param graphRateHz frames a second of what is written
     * @param ringPart the ring holds this part of a second: more than the encoder thread is ever late on a machine that works
     * @param counters the broadcast's
     * @param dropped which of them counts periods that found no room
     */
    public EncoderInput(int graphRateHz, int ringPart, Counters<E> counters, E dropped) {
        this.ring = new AudioRing(CHANNELS, graphRateHz / ringPart);
        this.graphRateHz = graphRateHz;
        double ratio = (double) graphRateHz / SAMPLE_RATE_HZ;
        this.resampler = ratio == 1 ? null : new VariableResampler(CHANNELS, ratio, TURN_FRAMES);
        this.counters = counters;
        this.dropped = dropped;
    }

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        if (open && put(from) < from.frames()) {
            counters.increment(dropped);
        }
    }

    @Override
    @RealTime
    public long stalls() {
        return counters.get(dropped);
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
    public void open() {
        ring.skip(ring.available());
        if (resampler != null) {
            resampler.reset();
        }
        open = true;
    }

    /** Lets periods pass from now on. Any thread. */
    public void shut() {
        open = false;
    }

    /**
     * Frames at {@link #SAMPLE_RATE_HZ} that wait; those that a resampler still looks ahead to are not among them. Encoder
     * thread.
     */
    public int available() {
        int waiting = ring.available();
        if (resampler == null) {
            return waiting;
        }
        // What one frame needs is held back by the filter; the rest comes out at the ratio.
        int beyondFirst = waiting - resampler.needed(1);
        return beyondFirst < 0 ? 0 : 1 + (int) ((long) beyondFirst * SAMPLE_RATE_HZ / graphRateHz);
    }

    /** Takes frames that are {@link #available}, {@link #TURN_FRAMES} at most. Encoder thread. */
    public void read(float[][] into, int frames) {
        if (resampler == null) {
            ring.read(into, 0, frames);
        } else {
            resampler.feed(ring, resampler.needed(frames));
            resampler.produce(into, 0, frames);
        }
    }

    /**
     * Takes {@link #TURN_FRAMES} frames. Encoder thread.
     *
     * @return false when there are not as many yet; then nothing is taken
     */
    public boolean readTurn(float[][] into) {
        int needed = resampler == null ? TURN_FRAMES : resampler.needed(TURN_FRAMES);
        if (ring.available() < needed) {
            return false;
        }
        read(into, TURN_FRAMES);
        return true;
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
