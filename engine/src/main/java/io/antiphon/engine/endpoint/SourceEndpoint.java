package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/**
 * Where audio enters the graph: the far side may be a network sender, a device, a file or a generator. Whoever
 * implements it brings the audio to the graph's rate and clock; the graph never waits.
 */
public interface SourceEndpoint extends AutoCloseable {
    /**
     * Fills one period of audio at the graph's sample rate.
     *
     * @param into block to fill completely and to declare {@link AudioBlock#written written} or {@link
     *     AudioBlock#silence silent}; has capacity for {@link AudioBlock#MAX_CHANNELS} channels
     * @param position position of the first frame on the graph's clock
     */
    @RealTime
    void read(AudioBlock into, long position);

    /** How often audio ran dry while it sounded, since it was opened. Render thread. */
    @RealTime
    default long stalls() {
        return 0;
    }

    /** What is known about it now. Any thread. */
    SourceStatus status();

    /** Lets go of everything. Called once, by the control thread, after the last {@link #read}. */
    @Override
    void close();
}
