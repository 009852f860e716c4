package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/** Where audio leaves the graph. Takes a copy of each period and carries it off on threads of its own. */
public interface SinkEndpoint extends AutoCloseable {
    /**
     * Takes one period of audio at the graph's sample rate. When there is no room, drops it and counts.
     *
     * @param from the mix; may be {@link AudioBlock#isSilent() silent}; not to be kept after the call
     * @param position position of the first frame on the graph's clock; grows by the period each time
     */
    @RealTime
    void write(AudioBlock from, long position);

    /** How often a period was dropped because there was no room, since it was opened. Render thread. */
    @RealTime
    default long stalls() {
        return 0;
    }

    /** What is known about it now. Any thread. */
    SinkStatus status();

    /** Lets go of everything. Called once, by the control thread, after the last {@link #write}. */
    @Override
    void close();
}
