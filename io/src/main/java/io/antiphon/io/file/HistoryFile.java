package io.antiphon.io.file;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.HistoryTap;
import io.antiphon.engine.ring.AudioRing;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of one source. The render thread touches rings only; the disk thread carries between them and the file.
 *
 * <pre>
 * write ─► ring ─► disk thread ─► file ─► disk thread ─► fetched ahead ─► read
 * </pre>
 */
final class HistoryFile implements HistoryTap {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFile.class);

    /** Audio that waits for the disk, at 48 kHz 0.68 s. */
    private static final int WRITE_FRAMES = 32_768;

    /** Audio that is fetched ahead, at 48 kHz 0.34 s. */
    private static final int AHEAD_FRAMES = 16_384;

    private static final int CHUNK_FRAMES = 1_024;
    private static final int FADE_FRAMES = 128;
    private static final long NOWHERE = Long.MIN_VALUE;

    private final String name;
    private final int channels;
    private final WindowedFile file;
    private final AudioRing ring;
    private final float[][] chunk;
    private final Counters<HistoryCounter> counters = new Counters<>(HistoryCounter.class);

    /** Position of the first frame that was ever written. */
    private volatile long origin = NOWHERE;

    private volatile long wanted = NOWHERE;
    private volatile @Nullable FetchedAhead fetched;
    private volatile boolean closed;
    private int owedFrames;

    private long keptFrames;
    private long oldestFrame;
    private long served = NOWHERE;
    private boolean failed;

    HistoryFile(String name, int channels, WindowedFile file) {
        this.name = name;
        this.channels = channels;
        this.file = file;
        this.ring = new AudioRing(channels, WRITE_FRAMES);
        this.chunk = new float[channels][CHUNK_FRAMES];
    }

    @Override
    @RealTime
    public int channels() {
        return channels;
    }

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        if (origin == NOWHERE) {
            origin = position;
        }
        owedFrames -= ring.writeSilence(owedFrames);
        if (owedFrames > 0 || ring.free() < from.frames()) {
            owedFrames += from.frames(); // silence later, so that frames stay at their positions
            counters.add(HistoryCounter.OVERFLOW_FRAMES, from.frames());
        } else if (from.isSilent()) {
            ring.writeSilence(from.frames());
        } else {
            ring.write(from.samples(), from.channels(), 0, from.frames());
        }
    }

    @Override
    @RealTime
    public void seek(long position) {
        wanted = position;
    }

    @Override
    @RealTime
    public boolean read(AudioBlock into, long position) {
        FetchedAhead ahead = fetched;
        if (ahead == null || ahead.from() != wanted) {
            counters.increment(HistoryCounter.UNFETCHED_PERIODS);
            return false;
        }
        long behind = position - ahead.from() - ahead.ring().totalRead();
        if (behind > 0) {
            ahead.ring().skip((int) Math.min(behind, AHEAD_FRAMES));
        }
        if (behind < 0
                || ahead.ring().available() < into.frames()
                || ahead.from() + ahead.ring().totalRead() != position) {
            counters.increment(HistoryCounter.UNFETCHED_PERIODS);
            return false;
        }
        ahead.ring().read(into.samples(), 0, into.frames());
        into.written(channels);
        return true;
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }

    /** The disk thread closes the file in its next turn. */
    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** One turn of the disk thread. */
    void turn() {
        keep();
        fetch();
    }

    /** Lets go of the file. Disk thread, or any when that has ended. */
    void delete() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("history {}: not deleted: {}", name, e.toString());
        }
    }

    private void keep() {
        while (ring.available() > 0) {
            int count = ring.read(chunk, 0, CHUNK_FRAMES);
            boolean begins = keptFrames == oldestFrame;
            if (begins) {
                fadeIn(count);
            }
            try {
                file.write(keptFrames, chunk, 0, count);
                keptFrames += count;
                oldestFrame = Math.max(oldestFrame, keptFrames - file.capacityFrames() + CHUNK_FRAMES);
                failed = false;
            } catch (IOException e) {
                keptFrames += count;
                oldestFrame = keptFrames;
                counters.add(HistoryCounter.UNKEPT_FRAMES, count);
                sayOnce(e);
            }
        }
    }

    /** What is kept begins in the middle of sound. */
    private void fadeIn(int count) {
        for (int i = 0; i < Math.min(count, FADE_FRAMES); i++) {
            for (float[] channel : chunk) {
                channel[i] *= (float) i / FADE_FRAMES;
            }
        }
    }

    private void fetch() {
        long from = wanted;
        if (from == NOWHERE || origin == NOWHERE) {
            return;
        }
        FetchedAhead ahead = fetched;
        if (ahead == null || served != from) {
            served = from;
            ahead = new FetchedAhead(from, new AudioRing(channels, AHEAD_FRAMES));
            fill(ahead);
            fetched = ahead;
        } else {
            fill(ahead);
        }
    }

    private void fill(FetchedAhead ahead) {
        while (true) {
            long frame = ahead.from() - origin + ahead.ring().totalWritten();
            int count = (int) Math.min(Math.min(ahead.ring().free(), CHUNK_FRAMES), keptFrames - frame);
            if (count <= 0) {
                return;
            }
            if (frame < oldestFrame) {
                count = (int) Math.min(count, oldestFrame - frame);
                counters.add(HistoryCounter.MISSING_FRAMES, count);
                ahead.ring().writeSilence(count);
            } else {
                fetchKept(ahead.ring(), frame, count);
            }
        }
    }

    private void fetchKept(AudioRing into, long frame, int count) {
        try {
            file.read(frame, chunk, count);
        } catch (IOException e) {
            for (float[] channel : chunk) {
                Arrays.fill(channel, 0f);
            }
            counters.add(HistoryCounter.MISSING_FRAMES, count);
            sayOnce(e);
        }
        into.write(chunk, channels, 0, count);
    }

    private void sayOnce(IOException e) {
        if (!failed) {
            LOG.warn("history {}: nothing is kept until the disk takes it again: {}", name, e.toString());
        }
        failed = true;
    }
}
