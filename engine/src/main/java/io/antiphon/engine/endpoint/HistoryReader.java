package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/** One way through a history at the pace of time, fetched ahead. Owned by the thread that renders its node. */
public interface HistoryReader extends AutoCloseable {
    /** Asks for the audio from {@code position} on to be fetched; what was fetched before is forgotten. */
    @RealTime
    void seek(long position);

    /**
     * Fills one period with what was played at {@code position}, as many channels as the stream had.
     *
     * @return false when it is not there: not fetched yet, or nothing was ever kept; then {@code into} is as it was
     */
    @RealTime
    boolean read(AudioBlock into, long position);

    /** Whether {@link #read} would fill a period of so many frames from {@code position} on. */
    @RealTime
    boolean isThere(long position, int frames);

    /** Ends it. Called once, by the control thread, after the last {@link #read}; the history may have ended before. */
    @Override
    void close();
}
