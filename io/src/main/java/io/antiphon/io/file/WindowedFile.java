package io.antiphon.io.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of interleaved float frames that is used as a ring and mapped a window at a time, one to write and one to read,
 * so that it takes two windows of memory however long it is. Owned by the disk thread.
 *
 * <p>A window is filled with zeros by ordinary writing before it is mapped for the first time: a disk that is full then
 * says so, where a mapped page would end the process.
 */
final class WindowedFile implements AutoCloseable {
    private static final ValueLayout.OfFloat SAMPLE = ValueLayout.JAVA_FLOAT;

    private final Path path;
    private final FileChannel channel;
    private final int channels;
    private final int windowFrames;
    private final int windows;
    private final Window writing = new Window();
    private final Window reading = new Window();
    private int reserved;

    /** One mapped window, or none. */
    private static final class Window {
        private @Nullable Arena arena;
        private MemorySegment memory = MemorySegment.NULL;
        private int index = -1;

        private void unmap() {
            if (arena != null) {
                arena.close();
            }
            arena = null;
            memory = MemorySegment.NULL;
            index = -1;
        }
    }

    /**
     * @param path file to make; must not exist
     * @param channels samples of a frame
     * @param windowFrames frames of a window
     * @param windows windows of the file
     */
    WindowedFile(Path path, int channels, int windowFrames, int windows) throws IOException {
        this.path = path;
        this.channels = channels;
        this.windowFrames = windowFrames;
        this.windows = windows;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Frames that the ring holds. */
    long capacityFrames() {
        return (long) windowFrames * windows;
    }

    /** Puts frames at {@code frame}, counted from the start of time; overwrites what is a whole ring older. */
    void write(long frame, float[][] from, int offset, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int at = (int) ((frame + done) % windowFrames);
            int here = Math.min(count - done, windowFrames - at);
            MemorySegment memory = mapped(writing, frame + done);
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < here; i++) {
                    memory.setAtIndex(SAMPLE, (long) (at + i) * channels + c, from[c][offset + done + i]);
                }
            }
            done += here;
        }
    }

    /** Gets frames that are in the ring. */
    void read(long frame, float[][] into, int count) throws IOException {
        for (int done = 0; done < count; ) {
            int at = (int) ((frame + done) % windowFrames);
            int here = Math.min(count - done, windowFrames - at);
            MemorySegment memory = mapped(reading, frame + done);
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < here; i++) {
                    into[c][done + i] = memory.getAtIndex(SAMPLE, (long) (at + i) * channels + c);
                }
            }
            done += here;
        }
    }

    private MemorySegment mapped(Window window, long frame) throws IOException {
        int index = (int) (frame / windowFrames % windows);
        if (window.index != index) {
            window.unmap();
            reserve(index);
            Arena arena = Arena.ofConfined();
            window.arena = arena;
            window.memory = channel.map(FileChannel.MapMode.READ_WRITE, index * windowBytes(), windowBytes(), arena);
            window.index = index;
        }
        return window.memory;
    }

    private void reserve(int index) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
        while (reserved <= index) {
            long at = reserved * windowBytes();
            for (long end = at + windowBytes(); at < end; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), end - at));
                at += channel.write(zeros, at);
            }
            reserved++;
        }
    }

    private long windowBytes() {
        return (long) windowFrames * channels * Float.BYTES;
    }

    @Override
    public void close() throws IOException {
        writing.unmap();
        reading.unmap();
        try (channel) {
            Files.deleteIfExists(path);
        }
    }
}
