package io.antiphon.engine.testing;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.HistoryExcerpt;
import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.endpoint.HistoryStatus;
import io.antiphon.engine.endpoint.HistoryTap;
import java.util.Map;
import java.util.Optional;

/** A history of one channel in memory that has fetched what was asked for as soon as the test says so. */
public final class MemoryHistory implements HistoryTap {
    private final float[] kept;
    private long written;
    private int readers;
    private long lastReadable = Long.MAX_VALUE;
    private boolean slow;
    private boolean closed;

    public MemoryHistory(int frames) {
        this.kept = new float[frames];
    }

    /** While slow, nothing that was asked for is there. */
    public void slow(boolean now) {
        slow = now;
    }

    /** Nothing can be read from so many frames before the last one on. */
    public void endsBefore(int frames) {
        lastReadable = written - frames;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Readers that are open. */
    public int readers() {
        return readers;
    }

    @Override
    @RealTime
    public void write(AudioBlock block, long position) {
        for (int i = 0; i < block.frames(); i++) {
            kept[(int) ((position + i) % kept.length)] = block.channel(0)[i];
        }
        written = position + block.frames();
    }

    @Override
    public HistoryReader reader() {
        readers++;
        return new Reader();
    }

    @Override
    public Optional<HistoryExcerpt> excerpt(double lastSeconds) {
        return Optional.empty();
    }

    @Override
    public HistoryStatus status() {
        return new HistoryStatus(1, 0, 0, readers, Map.of());
    }

    @Override
    public void close() {
        closed = true;
    }

    private final class Reader implements HistoryReader {
        private long from = Long.MAX_VALUE;

        @Override
        @RealTime
        public void seek(long position) {
            from = position;
        }

        @Override
        @RealTime
        public boolean read(AudioBlock into, long position) {
            if (!isThere(position, into.frames())) {
                return false;
            }
            for (int i = 0; i < into.frames(); i++) {
                into.channel(0)[i] = kept[(int) ((position + i) % kept.length)];
            }
            into.written(1);
            return true;
        }

        @Override
        @RealTime
        public boolean isThere(long position, int frames) {
            return !slow && position >= from && position >= 0 && position + frames <= Math.min(written, lastReadable);
        }

        @Override
        public void close() {
            readers--;
        }
    }
}
