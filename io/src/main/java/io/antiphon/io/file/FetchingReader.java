package io.antiphon.io.file;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.endpoint.HistoryReader;
import io.antiphon.engine.ring.AudioRing;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way through a history. The render thread says where it wants to be and takes what was fetched; the disk thread
 * fetches, from there on, more than the render thread needs until it comes again.
 */
final class FetchingReader implements HistoryReader {
    private static final int PART_FRAMES = 1_024;

    /** Sound that begins behind what is missing is faded in. */
    private static final int FADE_FRAMES = 128;

    private final HistoryFile history;
    private final Counters<ReaderCounter> counters = new Counters<>(ReaderCounter.class);
    private volatile long wanted = Take.NOWHERE;
    private volatile @Nullable FetchedAhead fetched;
    private volatile boolean closed;
    private long served = Take.NOWHERE;
    private boolean behindGap;

    FetchingReader(HistoryFile history) {
        this.history = history;
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
        if (ahead != null && ahead.has(position, into.frames())) {
            ahead.leaveOutUntil(position);
            ahead.ring().read(into.samples(), 0, into.frames());
            into.written(ahead.ring().channels());
            return true;
        }
        if (history.isKeeping()) {
            wanted = position;
            counters.increment(ReaderCounter.UNFETCHED_PERIODS);
        }
        return false;
    }

    @Override
    @RealTime
    public boolean isThere(long position, int frames) {
        FetchedAhead ahead = fetched;
        return ahead != null && ahead.has(position, frames);
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    Map<String, Long> counts() {
        return counters.snapshot();
    }

    /** Fetches what is wanted. Disk thread. */
    void fetch(@Nullable Take take, float[][] scratch) throws IOException {
        long from = wanted;
        FetchedAhead ahead = fetched;
        if (ahead != null && ahead.take() != take) {
            ahead = null;
            fetched = null;
            served = Take.NOWHERE;
        }
        if (take == null || take.origin() == Take.NOWHERE || from == Take.NOWHERE) {
            return;
        }
        if (ahead == null || served != from) {
            served = from;
            behindGap = false;
            ahead = FetchedAhead.at(from, take);
            fill(ahead, scratch);
            fetched = ahead;
        } else {
            fill(ahead, scratch);
        }
    }

    private void fill(FetchedAhead ahead, float[][] scratch) throws IOException {
        AudioRing ring = ahead.ring();
        WindowedFile file = ahead.take().file();
        while (true) {
            long frame = ahead.from() - ahead.take().origin() + ring.totalWritten();
            int count = (int) Math.min(Math.min(ring.free(), PART_FRAMES), file.end() - frame);
            if (count <= 0) {
                return;
            }
            if (frame < file.first()) {
                count = (int) Math.min(count, file.first() - frame);
                counters.add(ReaderCounter.MISSING_FRAMES, count);
                ring.writeSilence(count);
                behindGap = true;
            } else {
                file.read(frame, scratch, count);
                if (behindGap) {
                    fadeIn(scratch, ring.channels(), count);
                    behindGap = false;
                }
                ring.write(scratch, ring.channels(), 0, count);
            }
        }
    }

    private static void fadeIn(float[][] samples, int channels, int count) {
        int length = Math.min(count, FADE_FRAMES);
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < length; i++) {
                samples[c][i] *= (float) i / length;
            }
        }
    }
}
