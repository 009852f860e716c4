package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Map;

/**
 * What one source has played in the last minutes, by positions of the graph. The render thread writes and reads without
 * waiting; whoever implements it carries audio to where it is kept, and back ahead of time, on a thread of its own.
 */
public interface HistoryTap extends AutoCloseable {
    /** Channels that are kept. */
    @RealTime
    int channels();

    /** Keeps a period. Called with every period's position in turn. */
    @RealTime
    void write(AudioBlock from, long position);

    /** Asks for the audio from {@code position} on to be fetched; what was fetched before is forgotten. */
    @RealTime
    void seek(long position);

    /**
     * Fills one period with what was played at {@code position}, which lies at or behind the last {@link #seek}.
     *
     * @return false when it is not there: not fetched yet, or never kept; then {@code into} is as it was
     */
    @RealTime
    boolean read(AudioBlock into, long position);

    /** What was counted since it was opened, by name. Any thread. */
    Map<String, Long> counters();

    /** Forgets everything that was kept. Called once, by the control thread, after the last other call. */
    @Override
    void close();
}
