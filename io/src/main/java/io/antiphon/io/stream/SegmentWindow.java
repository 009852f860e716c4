package io.antiphon.io.stream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.SegmentedStream;
import io.antiphon.io.codec.EncoderInput;
import io.antiphon.io.container.Adts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The last segments of AAC of an HTTP Live Stream. The encoder thread adds packets, any thread asks; it is over when nobody
 * has asked for {@value #UNASKED_NS} ns.
 */
final class SegmentWindow implements SegmentedStream, Encoded {
    private static final int SEGMENT_FRAMES = 2 * EncoderInput.SAMPLE_RATE_HZ;

    /** Segments that a playlist names: a player begins with the third last (RFC 8216, section 6.3.3). */
    private static final int NAMED = 6;

    /** Segments that can be fetched: a playlist may have been kept by a cache for a while. */
    private static final int KEPT = 2 * NAMED;

    private static final long UNASKED_NS = 30_000_000_000L;

    private final Clock clock;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    // Encoder thread.
    private final List<byte[]> pending = new ArrayList<>();
    private int pendingFrames;
    private long position;

    // Guarded by this.
    private final ArrayDeque<Made> kept = new ArrayDeque<>();
    private long nextNumber;

    private volatile long askedNs;

    /** @param firstNumber number of the first segment */
    SegmentWindow(long firstNumber, Clock clock) {
        this.nextNumber = firstNumber;
        this.clock = clock;
        this.askedNs = clock.nowNs();
    }

    /** Says that somebody wants it. */
    void ask() {
        askedNs = clock.nowNs();
    }

    @Override
    public CompletableFuture<List<Segment>> window() {
        ask();
        return begun.thenApply(_ -> named());
    }

    private synchronized List<Segment> named() {
        return kept.stream()
                .skip(Math.max(0, kept.size() - NAMED))
                .map(made -> made.segment)
                .toList();
    }

    @Override
    public Optional<byte[]> segment(long number) {
        ask();
        synchronized (this) {
            return kept.stream()
                    .filter(made -> made.segment.number() == number)
                    .map(made -> made.bytes)
                    .findFirst();
        }
    }

    @Override
    public void packet(byte[] packet, int frames) {
        if (pending.isEmpty()) {
            pending.add(Adts.timestamp(position, EncoderInput.SAMPLE_RATE_HZ));
        }
        pending.add(Adts.frame(packet));
        pendingFrames += frames;
        position += frames;
        if (pendingFrames >= SEGMENT_FRAMES) {
            add(ByteArrays.joined(pending), (double) pendingFrames / EncoderInput.SAMPLE_RATE_HZ);
            pending.clear();
            pendingFrames = 0;
            begun.complete(null);
        }
    }

    private synchronized void add(byte[] bytes, double seconds) {
        kept.addLast(new Made(new Segment(nextNumber++, seconds), bytes));
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    @Override
    public boolean isOver(long nowNs) {
        return nowNs - askedNs > UNASKED_NS;
    }

    @Override
    public void end() {
        begun.completeExceptionally(new IllegalStateException("the stream has ended"));
    }

    /** A segment that was made, and what a playlist says of it. */
    private static final class Made {
        private final Segment segment;
        private final byte[] bytes;

        private Made(Segment segment, byte[] bytes) {
            this.segment = segment;
            this.bytes = bytes;
        }
    }
}
