package io.antiphon.engine.ring;

import io.antiphon.engine.audio.RealTime;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A bounded ring of planar audio between exactly one writing and one reading thread.
 *
 * <p>Frames come out in the order they went in. Neither side ever waits: a full ring takes fewer frames than offered and
 * an empty one gives fewer than asked, and the caller decides what that means.
 */
public final class AudioRing {
    private static final VarHandle FRAMES;

    static {
        try {
            FRAMES = MethodHandles.lookup().findVarHandle(Cursor.class, "frames", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final float[][] samples;
    private final int mask;
    private final Cursor written = new Cursor();
    private final Cursor read = new Cursor();

    /**
     * @param channels channels, at least 1
     * @param capacityFrames least number of frames it shall hold; rounded up to a power of two
     */
    public AudioRing(int channels, int capacityFrames) {
        if (channels < 1 || capacityFrames < 1 || capacityFrames > 1 << 26) {
            throw new IllegalArgumentException("ring: channels=" + channels + ", capacityFrames=" + capacityFrames);
        }
        int size = capacityFrames == 1 ? 1 : Integer.highestOneBit(capacityFrames - 1) << 1;
        this.samples = new float[channels][size];
        this.mask = size - 1;
    }

    /** Channels of every frame. */
    @RealTime
    public int channels() {
        return samples.length;
    }

    /** Frames it holds when full. */
    @RealTime
    public int capacity() {
        return mask + 1;
    }

    /** Frames that the reader may take now. Exact for the reader, a lower bound for the writer. */
    @RealTime
    public int available() {
        return (int) (acquire(written) - acquire(read));
    }

    /** Frames that the writer may add now. Exact for the writer, a lower bound for the reader. */
    @RealTime
    public int free() {
        return capacity() - available();
    }

    /**
     * Adds frames, as many as there is room for. Writing thread only.
     *
     * @param from planar samples; missing channels of the ring are filled with zeros, surplus ones ignored
     * @param channels channels in {@code from}
     * @param offset first frame in {@code from}
     * @param frames frames offered
     * @return frames added, 0…{@code frames}
     */
    @RealTime
    public int write(float[][] from, int channels, int offset, int frames) {
        long position = written.frames;
        int count = Math.min(frames, capacity() - (int) (position - acquire(read)));
        int start = (int) position & mask;
        int first = Math.min(count, capacity() - start);
        for (int c = 0; c < samples.length; c++) {
            if (c < channels) {
                System.arraycopy(from[c], offset, samples[c], start, first);
                System.arraycopy(from[c], offset + first, samples[c], 0, count - first);
            } else {
                zero(samples[c], start, first);
                zero(samples[c], 0, count - first);
            }
        }
        release(written, position + count);
        return count;
    }

    /** Adds frames of silence, as many as there is room for. Writing thread only. */
    @RealTime
    public int writeSilence(int frames) {
        long position = written.frames;
        int count = Math.min(frames, capacity() - (int) (position - acquire(read)));
        int start = (int) position & mask;
        int first = Math.min(count, capacity() - start);
        for (float[] channel : samples) {
            zero(channel, start, first);
            zero(channel, 0, count - first);
        }
        release(written, position + count);
        return count;
    }

    /**
     * Takes frames, as many as there are. Reading thread only.
     *
     * @param into planar room for {@link #channels()} channels
     * @param offset first frame to fill
     * @param frames frames asked for
     * @return frames taken, 0…{@code frames}
     */
    @RealTime
    public int read(float[][] into, int offset, int frames) {
        long position = read.frames;
        int count = Math.min(frames, (int) (acquire(written) - position));
        int start = (int) position & mask;
        int first = Math.min(count, capacity() - start);
        for (int c = 0; c < samples.length; c++) {
            System.arraycopy(samples[c], start, into[c], offset, first);
            System.arraycopy(samples[c], 0, into[c], offset + first, count - first);
        }
        release(read, position + count);
        return count;
    }

    /** Drops the oldest frames, as many as there are. Reading thread only. */
    @RealTime
    public int skip(int frames) {
        long position = read.frames;
        int count = Math.min(frames, (int) (acquire(written) - position));
        release(read, position + count);
        return count;
    }

    /** Frames written since it was made. Any thread. */
    @RealTime
    public long totalWritten() {
        return acquire(written);
    }

    /** Frames read or skipped since it was made. Any thread. */
    @RealTime
    public long totalRead() {
        return acquire(read);
    }

    @RealTime
    private static void zero(float[] channel, int from, int count) {
        Arrays.fill(channel, from, from + count, 0f);
    }

    @RealTime
    private static long acquire(Cursor cursor) {
        return (long) FRAMES.getAcquire(cursor);
    }

    @RealTime
    private static void release(Cursor cursor, long frames) {
        FRAMES.setRelease(cursor, frames);
    }

    /** A position that one thread moves, kept apart from others by padding so that the cores do not share its line. */
    @SuppressWarnings("unused")
    private static final class Cursor {
        private long p0, p1, p2, p3, p4, p5, p6;
        private long frames;
        private long q0, q1, q2, q3, q4, q5, q6;
    }
}
