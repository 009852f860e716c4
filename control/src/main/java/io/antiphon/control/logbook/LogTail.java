package io.antiphon.control.logbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The end of a file that is written to: what stands there, and then each line when it is whole. A file that was cut, or
 * another one that took its place, is read from its beginning. One thread.
 */
public final class LogTail {
    /** Every line. */
    public static final int ALL = -1;

    /** The most of a file that is read at once; the rolling files are about as large. */
    static final int MAX_BYTES = 10 << 20;

    private static final int FIRST_SPAN_BYTES = 1 << 18;
    private static final int MORE_BYTES = 1 << 18;
    private static final int MAX_LINE_BYTES = 1 << 16;

    private final Path file;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long position;
    private @Nullable Object identity;

    /** @param file the file */
    public LogTail(Path file) {
        this.file = file;
    }

    /** The last whole lines. {@link #more} goes on behind them. */
    public List<String> last(int count) throws IOException {
        begun.reset();
        try (FileChannel channel = FileChannel.open(file)) {
            identity = identity();
            long size = channel.size();
            int span = count == ALL ? MAX_BYTES : FIRST_SPAN_BYTES;
            while (true) {
                long from = Math.max(0, size - span);
                List<String> lines = lines(read(channel, from, (int) (size - from)));
                position = size;
                if (from > 0 && !lines.isEmpty()) {
                    lines.removeFirst(); // its beginning may lie further ahead
                }
                if (from == 0 || lines.size() >= count || span >= MAX_BYTES) {
                    return count == ALL ? lines : lines.subList(Math.max(0, lines.size() - count), lines.size());
                }
                begun.reset();
                span = Math.min(MAX_BYTES, span * 8);
            }
        }
    }

    /** The lines that were finished since the last call; of many the first, the others with the next call. */
    public List<String> more() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            Object found = identity();
            if (channel.size() < position || !Objects.equals(found, identity)) {
                identity = found;
                position = 0;
                begun.reset();
            }
            byte[] read = read(channel, position, (int) Math.min(MORE_BYTES, channel.size() - position));
            position += read.length;
            return lines(read);
        } catch (NoSuchFileException e) {
            return List.of(); // it is being rolled: the next comes in its place
        }
    }

    /** Leaves out what was written until now. */
    public void skip() throws IOException {
        begun.reset();
        identity = identity();
        position = Files.size(file);
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static byte[] read(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(count);
        while (into.hasRemaining()) {
            if (channel.read(into, from + into.position()) < 0) {
                break;
            }
        }
        byte[] read = new byte[into.position()];
        into.get(0, read);
        return read;
    }

    /** Splits into lines; one that is not finished waits for its end. */
    private List<String> lines(byte[] read) {
        List<String> lines = new ArrayList<>();
        for (byte one : read) {
            if (one == '\n' || begun.size() >= MAX_LINE_BYTES) {
                lines.add(begun.toString(StandardCharsets.UTF_8));
                begun.reset();
            }
            if (one != '\n') {
                begun.write(one);
            }
        }
        return lines;
    }
}
