package io.antiphon.io.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** Reads interleaved floats of a file into planar arrays. Owned by one thread. */
final class FrameReader {
    private static final int MOST_FRAMES = 1_024;

    private final int channels;
    private final ByteBuffer buffer;

    /** @param channels samples of a frame */
    FrameReader(int channels) {
        this.channels = channels;
        this.buffer =
                ByteBuffer.allocateDirect(MOST_FRAMES * channels * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    /** Reads {@code count} frames that begin at byte {@code at}. */
    void read(FileChannel from, long at, float[][] into, int offset, int count) throws IOException {
        int frameBytes = channels * Float.BYTES;
        for (int done = 0; done < count; ) {
            int here = Math.min(count - done, MOST_FRAMES);
            buffer.clear().limit(here * frameBytes);
            long begin = at + (long) done * frameBytes;
            while (buffer.hasRemaining()) {
                if (from.read(buffer, begin + buffer.position()) < 0) {
                    throw new EOFException("the file is shorter than it was");
                }
            }
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < here; i++) {
                    into[c][offset + done + i] = buffer.getFloat((i * channels + c) * Float.BYTES);
                }
            }
            done += here;
        }
    }

    /** Fills with zeros. */
    static void silence(float[][] into, int channels, int offset, int count) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(into[c], offset, offset + count, 0f);
        }
    }
}
