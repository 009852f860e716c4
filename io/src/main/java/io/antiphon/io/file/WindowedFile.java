package io.antiphon.io.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last frames of a stream in a file, interleaved floats. They are written as they come, so that it takes next to no
 * memory however long it is; a window of silence takes no room at all.
 *
 * <pre>
 * windows of time      41   42   43   44   45   46      42 has passed the promised time, 44 was silent
 * places in the file         -    2    0    -    1      3 is free
 * </pre>
 *
 * <p>Owned by the disk thread; {@link #copy} and the counts are any thread's. They are ordinary
 * writes, since a mapped page costs a fault each, fails where a disk is full, and would have to be written with zeros before.
 * When there is no room for another place the oldest one is used again: what is kept becomes shorter, without a hole.
 */
final class WindowedFile implements AutoCloseable {
    private static final long NONE = -1;

    /** Silence that is written at once. */
    private static final int SILENT_FRAMES = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Path path;
    private final int channels;
    private final int windowFrames;
    private final int promised;
    private final DiskShare share;
    private final NavigableMap<Long, Integer> places = new TreeMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final FrameReader reader;
    private @Nullable FileChannel channel;
    private int reserved;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private long written = NONE;
    private long entered = NONE;
    private long refused = NONE;
    private long lostBefore;
    private boolean closed;
    private volatile long end;
    private volatile long firstSound = NONE;
    private volatile long bytes;

    /**
     * @param path file to make with the first sound; must not exist
     * @param channels samples of a frame
     * @param windowFrames frames of a window
     * @param promised windows that are kept beside the one that is being written
     * @param share room on the disk
     */
    WindowedFile(Path path, int channels, int windowFrames, int promised, DiskShare share) {
        this.path = path;
        this.channels = channels;
        this.windowFrames = windowFrames;
        this.promised = promised;
        this.share = share;
        this.reader = new FrameReader(channels);
    }

    /** Frame behind the last one, counted from the first. Any thread. */
    long end() {
        return end;
    }

    /** Frames from the first window with sound on. Any thread. */
    long keptFrames() {
        long first = firstSound;
        return first == NONE ? 0 : end - first;
    }

    /** What it takes of the disk. Any thread. */
    long bytes() {
        return bytes;
    }

    /** The first frame that is kept; those before are gone. */
    long first() {
        return Math.max(lostBefore, Math.max(0, (end / windowFrames - promised) * windowFrames));
    }

    /** True when the promised time has passed without a sound. */
    boolean isSpent() {
        return places.isEmpty() && end > windowFrames;
    }

    /**
     * Puts frames at the end, up to the end of a window.
     *
     * @return how many
     * @throws IOException when there is no room; then nothing was put, see {@link #skip}
     */
    int append(float[][] from, int offset, int count) throws IOException {
        int at = (int) (end % windowFrames);
        int here = Math.min(count, windowFrames - at);
        lock.lock();
        try {
            long window = enter();
            if (written == window || !isZero(from, offset, here)) {
                begin(window, at);
                put(from, offset, here, at);
            }
            long next = end + here;
            end = next;
            firstSound = places.isEmpty() ? NONE : Math.max(first(), places.firstKey() * windowFrames);
        } finally {
            lock.unlock();
        }
        return here;
    }

    /** Leaves frames out that could not be put; those before them are gone as well. */
    void skip(int count) {
        lock.lock();
        try {
            refused = end / windowFrames;
            written = NONE;
            long next = end + count;
            end = next;
            lostBefore = next;
            firstSound = NONE;
        } finally {
            lock.unlock();
        }
    }

    /** Gets frames that are kept. */
    void read(long frame, float[][] into, int count) throws IOException {
        read(channel, reader, frame, into, count);
    }

    /** What is kept of the last frames, to be read by another thread; null when nothing is. */
    @Nullable
    Copy copy(long lastFrames) throws IOException {
        lock.lock();
        try {
            if (closed || channel == null || places.isEmpty()) {
                return null;
            }
            long from = Math.max(Math.max(first(), places.firstKey() * windowFrames), end - lastFrames);
            return new Copy(from, end, FileChannel.open(path, StandardOpenOption.READ));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            written = NONE;
            share.giveBack(reserved * windowBytes());
            reserved = 0;
            bytes = 0;
            try (FileChannel open = channel) {
                if (open != null) {
                    Files.deleteIfExists(path);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void read(@Nullable FileChannel from, FrameReader by, long frame, float[][] into, int count)
            throws IOException {
        for (int done = 0; done < count; ) {
            int at = (int) ((frame + done) % windowFrames);
            int here = Math.min(count - done, windowFrames - at);
            Integer place = places.get((frame + done) / windowFrames);
            if (place == null || from == null) {
                FrameReader.silence(into, channels, done, here);
            } else {
                by.read(from, place * windowBytes() + (long) at * channels * Float.BYTES, into, done, here);
            }
            done += here;
        }
    }

    /** The window that is written to; what is older than promised gives its places away. */
    private long enter() {
        long window = end / windowFrames;
        if (window != entered) {
            entered = window;
            NavigableMap<Long, Integer> expired = places.headMap(window - promised, false);
            free.addAll(expired.values());
            expired.clear();
            written = NONE;
        }
        return window;
    }

    /** Begins a window in which something sounds, with silence up to frame {@code at}. */
    private void begin(long window, int at) throws IOException {
        if (written == window) {
            return;
        }
        if (refused == window) {
            throw new IOException("there was no room for this window");
        }
        places.put(window, place());
        written = window;
        ByteBuffer silence = ByteBuffer.allocate(Math.min(at, SILENT_FRAMES) * channels * Float.BYTES);
        for (int done = 0; done < at; ) {
            int here = Math.min(at - done, SILENT_FRAMES);
            write(silence.clear().limit(here * channels * Float.BYTES), done);
            done += here;
        }
    }

    private void put(float[][] from, int offset, int count, int at) throws IOException {
        ByteBuffer room = room(count);
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < count; i++) {
                room.putFloat((i * channels + c) * Float.BYTES, from[c][offset + i]);
            }
        }
        write(room, at);
    }

    /** Room for frames. */
    private ByteBuffer room(int count) {
        int needed = count * channels * Float.BYTES;
        if (out.capacity() < needed) {
            out = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
        }
        return out.clear().limit(needed);
    }

    private void write(ByteBuffer from, int at) throws IOException {
        Integer place = places.get(written);
        if (place == null) {
            throw new IOException("the window has no place");
        }
        long begin = place * windowBytes() + (long) at * channels * Float.BYTES;
        FileChannel open = opened();
        while (from.hasRemaining()) {
            open.write(from, begin + from.position());
        }
    }

    private int place() throws IOException {
        Integer again = free.poll();
        if (again != null) {
            return again;
        }
        try {
            share.take(windowBytes());
            share.went();
            bytes = (reserved + 1) * windowBytes();
            return reserved++;
        } catch (IOException e) {
            if (places.isEmpty()) {
                throw e;
            }
            share.failed(e);
            lostBefore = Math.max(lostBefore, (places.firstKey() + 1) * windowFrames);
            return places.pollFirstEntry().getValue();
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(
                    path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private boolean isZero(float[][] samples, int offset, int count) {
        for (int c = 0; c < channels; c++) {
            for (int i = offset; i < offset + count; i++) {
                if (samples[c][i] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private long windowBytes() {
        return (long) windowFrames * channels * Float.BYTES;
    }

    /** A part of what is kept, read by one other thread through a file of its own, so that its end is not everybody's. */
    final class Copy implements AutoCloseable {
        private final long from;
        private final long to;
        private final FileChannel own;
        private final FrameReader frames = new FrameReader(channels);

        private Copy(long from, long to, FileChannel own) {
            this.from = from;
            this.to = to;
            this.own = own;
        }

        long from() {
            return from;
        }

        long to() {
            return to;
        }

        /** Gets frames; nothing is written meanwhile. */
        void read(long frame, float[][] into, int count) throws IOException {
            lock.lock();
            try {
                if (closed) {
                    throw new IOException("the stream has ended");
                }
                if (frame < first()) {
                    throw new IOException("it was overwritten before it was read");
                }
                WindowedFile.this.read(own, frames, frame, into, count);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() throws IOException {
            own.close();
        }
    }
}
