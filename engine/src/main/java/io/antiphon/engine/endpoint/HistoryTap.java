package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Optional;

/**
 * What one stream has played in the last minutes, by positions of the graph. The render thread writes without waiting;
 * whoever implements it carries audio to where it is kept, and back ahead of time, on a thread of its own. Any number of
 * readers go their own ways through what is kept.
 *
 * <pre>
 * stream ─► write ─► kept ─┬─► reader ─► a route that plays 3 s ago
 *                          ├─► reader ─► a route that plays 60 s ago
 *                          └─► excerpt ─► somebody who asks for the last minutes
 * </pre>
 */
public interface HistoryTap extends AutoCloseable {
    /** Keeps a period. Called with every period's position in turn, by one thread at a time. */
    @RealTime
    void write(AudioBlock from, long position);

    /** A way of its own through what is kept, to be closed by who opened it. Control thread. */
    HistoryReader reader();

    /**
     * What is kept of the last seconds, to be closed by who opened it; empty when nothing is kept of the stream. It may
     * have to wait for the disk. Any thread but the render thread.
     *
     * @throws EndpointException when what is kept cannot be read
     */
    Optional<HistoryExcerpt> excerpt(double lastSeconds) throws EndpointException;

    /** What is known about it now. Any thread. */
    HistoryStatus status();

    /** Forgets everything that was kept. Called once, by the control thread, after the last {@link #write}. */
    @Override
    void close();
}
