package io.antiphon.io.file;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.HistoryExcerpt;
import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.endpoint.HistoryStatus;
import io.antiphon.engine.endpoint.HistoryTap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of one stream. The render thread touches rings only; the disk thread carries between them and the file.
 *
 * <pre>
 * write ─► ring ─► disk thread ─► file ─┬─► disk thread ─► fetched ahead ─► read
 *                                       └─► excerpt
 * </pre>
 *
 * <p>It has neither ring nor file before the stream plays, and gives them back when the promised time has passed without
 * a sound. A stream that comes with another number of channels begins anew.
 */
final class HistoryFile implements HistoryTap {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);
    private static final int PART_FRAMES = 1_024;

    private final String name;
    private final int sampleRateHz;
    private final IntFunction<WindowedFile> files;
    private final DiskShare share;
    private final Consumer<HistoryFile> wake;
    private final List<FetchingReader> readers = new CopyOnWriteArrayList<>();
    private final Counters<HistoryCounter> counters = new Counters<>(HistoryCounter.class);
    private final Map<String, Long> countsOfEnded = new LinkedHashMap<>();
    private volatile @Nullable Take take;
    private volatile int wantedChannels;
    private volatile boolean closed;

    /**
     * @param name the stream
     * @param sampleRateHz frames a second
     * @param files makes a file for so many channels
     * @param share who is told how the disk does
     * @param wake makes the disk thread take this one's turn soon
     */
    HistoryFile(
            String name,
            int sampleRateHz,
            IntFunction<WindowedFile> files,
            DiskShare share,
            Consumer<HistoryFile> wake) {
        this.name = name;
        this.sampleRateHz = sampleRateHz;
        this.files = files;
        this.share = share;
        this.wake = wake;
        new FetchingReader(this).counts().forEach(countsOfEnded::put);
    }

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        Take now = take;
        if (now == null && from.isSilent()) {
            return;
        }
        if (!from.isSilent() && wantedChannels != from.channels()) {
            wantedChannels = from.channels();
        }
        if (now == null || !now.write(from, position)) {
            counters.add(HistoryCounter.DROPPED_FRAMES, from.frames());
        }
    }

    /** Whether there is anything to read. */
    @RealTime
    boolean isKeeping() {
        return take != null;
    }

    @Override
    public HistoryReader reader() {
        FetchingReader reader = new FetchingReader(this);
        readers.add(reader);
        wake.accept(this);
        return reader;
    }

    boolean isRead() {
        return !readers.isEmpty();
    }

    @Override
    public Optional<HistoryExcerpt> excerpt(double lastSeconds) throws EndpointException {
        Take now = take;
        if (now == null || now.origin() == Take.NOWHERE) {
            return Optional.empty();
        }
        try {
            WindowedFile.Copy copy = now.file().copy(Math.round(lastSeconds * sampleRateHz));
            return copy == null ? Optional.empty() : Optional.of(new FileExcerpt(name, now, copy));
        } catch (IOException e) {
            throw new EndpointException("the history of " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public HistoryStatus status() {
        Take now = take;
        Map<String, Long> counts = new LinkedHashMap<>(counters.snapshot());
        synchronized (countsOfEnded) {
            counts.putAll(countsOfEnded);
        }
        readers.forEach(reader -> addTo(counts, reader));
        return now == null
                ? new HistoryStatus(0, 0, 0, readers.size(), counts)
                : new HistoryStatus(
                        now.channels(),
                        (double) now.file().keptFrames() / sampleRateHz,
                        now.file().bytes(),
                        readers.size(),
                        counts);
    }

    /** The disk thread closes the file in its next turn. */
    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * One turn of the disk thread.
     *
     * @param scratch room for {@value #PART_FRAMES} frames of as many channels as there can be
     */
    void turn(float[][] scratch) {
        begin();
        Take now = take;
        if (now != null) {
            keep(now, scratch);
        }
        for (FetchingReader reader : readers) {
            if (reader.isClosed()) {
                end(reader);
            } else {
                fetch(reader, now, scratch);
            }
        }
        if (now != null && now.file().isSpent()) {
            wantedChannels = 0;
            replace(null);
        }
    }

    /** Lets go of the file. Disk thread, or any when that has ended. */
    void delete() {
        closed = true;
        replace(null);
    }

    private void begin() {
        Take now = take;
        int channels = wantedChannels;
        if (channels != 0 && (now == null || now.channels() != channels)) {
            replace(new Take(channels, files.apply(channels)));
        }
    }

    private void replace(@Nullable Take next) {
        Take before = take;
        take = next;
        if (before != null) {
            try {
                before.file().close();
            } catch (IOException e) {
                LOG.warn("history {}: not deleted: {}", name, e.toString());
            }
        }
    }

    private void keep(Take now, float[][] scratch) {
        WindowedFile file = now.file();
        for (int count = next(now, scratch); count > 0; count = next(now, scratch)) {
            int done = 0;
            try {
                while (done < count) {
                    done += file.append(scratch, done, count - done);
                }
            } catch (IOException e) {
                file.skip(count - done);
                counters.add(HistoryCounter.UNKEPT_FRAMES, count - done);
                share.failed(e);
            }
            counters.add(HistoryCounter.KEPT_FRAMES, done);
        }
    }

    private static int next(Take now, float[][] scratch) {
        return now.ring().read(scratch, 0, PART_FRAMES);
    }

    private void fetch(FetchingReader reader, @Nullable Take now, float[][] scratch) {
        try {
            reader.fetch(now, scratch);
        } catch (IOException e) {
            share.failed(e);
        }
    }

    private void end(FetchingReader reader) {
        synchronized (countsOfEnded) {
            addTo(countsOfEnded, reader);
            readers.remove(reader);
        }
    }

    private static void addTo(Map<String, Long> counts, FetchingReader reader) {
        reader.counts().forEach((counter, count) -> counts.merge(counter, count, Long::sum));
    }
}
