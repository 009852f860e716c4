package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last frames of a signal, planar, found again by their position. Made by any thread, then owned by the one that
 * writes and reads.
 *
 * <p>A line that takes over from another looks up what it has not seen itself in the one before, so that a line of
 * another size can be put in its place without copying anything:
 *
 * <pre>
 * position   100 … 147 | 148 … 200
 * before     a … a     |               read, no longer written
 * this one             | b … b         written from 148 on
 * </pre>
 */
public final class DelayLine {
    /**
     * Frames at the old end of a line that are faded in when another one takes over, so that a reader that goes further
     * back than there is anything does not meet an edge. They should not be in use then: a line is made longer by them.
     */
    public static final int EDGE_FRAMES = 1024;

    private final float[][] samples;
    private final int size;
    private long first;
    private long end;

    /** Where a fade-in stands already; at 0 there is nothing before that could be missed. */
    private long fadedFrom;

    private @Nullable DelayLine before;

    /**
     * @param channels channels
     * @param frames frames that can be found again
     */
    public DelayLine(int channels, int frames) {
        this.samples = new float[channels][frames];
        this.size = frames;
    }

    /** Frames that can be found again. */
    public int frames() {
        return size;
    }

    /** Channels of it. */
    @RealTime
    public int channels() {
        return samples.length;
    }

    /** Goes on where another line of as many channels ends; that one is not to be written to any more. */
    @RealTime
    public void takeOver(DelayLine other) {
        other.fadeInEdge();
        before = other;
        first = other.end;
        end = other.end;
    }

    /** Position of the next frame to be written. */
    @RealTime
    public long end() {
        return end;
    }

    /**
     * Writes the next frames of one channel; when all channels are done, {@link #advance} makes them count.
     *
     * @param from samples, or null for silence
     * @param channel which channel
     * @param frames frames, at most {@link #frames}
     */
    @RealTime
    public void write(float @Nullable [] from, int channel, int frames) {
        int at = (int) (end % size);
        int head = Math.min(frames, size - at);
        if (from == null) {
            Arrays.fill(samples[channel], at, at + head, 0f);
            Arrays.fill(samples[channel], 0, frames - head, 0f);
        } else {
            System.arraycopy(from, 0, samples[channel], at, head);
            System.arraycopy(from, head, samples[channel], 0, frames - head);
        }
    }

    /** Moves on by frames that were written on every channel. */
    @RealTime
    public void advance(int frames) {
        end += frames;
    }

    /** Lets go of the lines that hold nothing but frames before {@code position}. */
    @RealTime
    public void forget(long position) {
        @Nullable DelayLine line = this;
        while (line != null) {
            if (line.before != null && line.first + EDGE_FRAMES <= position) {
                line.before = null;
                line.fadeInEdge();
            }
            line = line.before;
        }
    }

    @RealTime
    private void fadeInEdge() {
        long oldest = Math.max(first, end - size);
        if (before != null || oldest == fadedFrom) {
            return;
        }
        fadedFrom = oldest;
        int frames = (int) Math.min(EDGE_FRAMES, end - oldest);
        for (int i = 0; i < frames; i++) {
            int at = (int) ((oldest + i) % size);
            float gain = Fades.gain(i, EDGE_FRAMES);
            for (float[] channel : samples) {
                channel[at] *= gain;
            }
        }
    }

    /** True when no line before this one is looked into. */
    @RealTime
    public boolean isAlone() {
        return before == null;
    }

    /** How many lines before this one are still looked into. */
    public int linesBefore() {
        DelayLine line = before;
        return line == null ? 0 : 1 + line.linesBefore();
    }

    /**
     * Reads frames of one channel; what lies before the first one ever written is silence.
     *
     * @param into room from index 0 on
     * @param channel which channel
     * @param position position of the first frame
     * @param frames frames, all of them before {@link #end}
     */
    @RealTime
    public void read(float[] into, int channel, long position, int frames) {
        int done = 0;
        while (done < frames) {
            done += readSome(into, done, channel, position + done, frames - done);
        }
    }

    /** Reads as many frames as lie in one piece, in this line or one before; at least one. */
    @RealTime
    private int readSome(float[] into, int offset, int channel, long position, int frames) {
        DelayLine line = this;
        long limit = end;
        while (position < line.first && line.before != null) {
            limit = line.first;
            line = line.before;
        }
        int count = (int) Math.min(frames, limit - position);
        long oldest = Math.max(line.first, line.end - line.size);
        if (position < oldest) {
            int silent = (int) Math.min(count, oldest - position);
            Arrays.fill(into, offset, offset + silent, 0f);
            return silent;
        }
        int at = (int) (position % line.size);
        int piece = Math.min(count, line.size - at);
        System.arraycopy(line.samples[channel], at, into, offset, piece);
        return piece;
    }
}
