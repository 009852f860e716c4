package io.antiphon.control;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;
import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.endpoint.HistoryStatus;
import io.antiphon.engine.endpoint.HistoryStore;
import io.antiphon.engine.endpoint.HistoryTap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Histories of two channels in memory, from position 0 on; what is asked for is there at once. */
public final class FakeHistories implements HistoryStore {
    private static final int RATE = 48_000;

    /** What was opened, in this order; closed ones stay. */
    public final List<FakeHistory> opened = new CopyOnWriteArrayList<>();

    /** From this position of an excerpt on, it is gone. */
    public volatile long goneFrom = Long.MAX_VALUE;

    private final double reachSeconds;

    public FakeHistories(double reachSeconds) {
        this.reachSeconds = reachSeconds;
    }

    @Override
    public double reachSeconds() {
        return reachSeconds;
    }

    @Override
    public HistoryTap open(String name) {
        FakeHistory history = new FakeHistory(name);
        opened.add(history);
        return history;
    }

    @Override
    public @Nullable String problem() {
        return null;
    }

    @Override
    public void close() {}

    /** One history. */
    public final class FakeHistory implements HistoryTap {
        public final String name;
        public volatile int readers;
        public volatile int readersEver;
        public volatile boolean closed;
        private final float[][] kept = new float[2][RATE];
        private volatile int end;

        private FakeHistory(String name) {
            this.name = name;
        }

        @Override
        public void write(AudioBlock from, long position) {
            int needed = (int) position + from.frames();
            for (int c = 0; c < 2; c++) {
                if (kept[c].length < needed) {
                    kept[c] = Arrays.copyOf(kept[c], 2 * needed);
                }
                System.arraycopy(from.channel(c), 0, kept[c], (int) position, from.frames());
            }
            end = (int) position + from.frames();
        }

        @Override
        public synchronized HistoryReader reader() {
            readers = readers + 1;
            readersEver = readersEver + 1;
            return new Reader();
        }

        @Override
        public Optional<HistoryExcerpt> excerpt(double lastSeconds) {
            int to = end;
            return to == 0
                    ? Optional.empty()
                    : Optional.of(new Excerpt(Math.max(0, to - Math.round(lastSeconds * RATE)), to));
        }

        @Override
        public HistoryStatus status() {
            return new HistoryStatus(2, (double) end / RATE, end * 8L, readers, Map.of("kept_frames", (long) end));
        }

        @Override
        public void close() {
            closed = true;
        }

        private void copy(long position, float[][] into, int frames) {
            for (int c = 0; c < 2; c++) {
                System.arraycopy(kept[c], (int) position, into[c], 0, frames);
            }
        }

        private final class Reader implements HistoryReader {
            @Override
            public void seek(long position) {}

            @Override
            public boolean read(AudioBlock into, long position) {
                if (!isThere(position, into.frames())) {
                    return false;
                }
                copy(position, into.samples(), into.frames());
                into.written(2);
                return true;
            }

            @Override
            public boolean isThere(long position, int frames) {
                return position >= 0 && position + frames <= end;
            }

            @Override
            public void close() {
                synchronized (FakeHistory.this) {
                    readers = readers - 1;
                }
            }
        }

        private final class Excerpt implements HistoryExcerpt {
            private final long from;
            private final long to;

            private Excerpt(long from, long to) {
                this.from = from;
                this.to = to;
            }

            @Override
            public long from() {
                return from;
            }

            @Override
            public long to() {
                return to;
            }

            @Override
            public int channels() {
                return 2;
            }

            @Override
            public void read(long position, float[][] into, int frames) throws EndpointException {
                if (position >= goneFrom) {
                    throw new EndpointException("it is gone");
                }
                copy(position, into, frames);
            }

            @Override
            public void close() {}
        }
    }
}
