package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A mix as a sliding window of segments (RFC 8216), made while somebody asks for them. Any thread. */
public interface SegmentedStream {
    /** The segments that a playlist names, oldest first; waits until there is one. Fails when the stream has ended. */
    CompletableFuture<List<Segment>> window();

    /** The bytes of a segment, as long as they are kept: a while longer than a playlist names it. Never changed. */
    Optional<byte[]> segment(long number);

    /**
     * One segment.
     *
     * @param number grows by one with each, and is never used again, also after the stream was off
     * @param seconds how long it plays
     */
    record Segment(long number, double seconds) {}
}
