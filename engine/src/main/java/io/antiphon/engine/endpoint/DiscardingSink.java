package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Map;

/** A sink that nobody hears: every period is let pass. Stateless; any thread. */
public class DiscardingSink implements SinkEndpoint {
    @Override
    @RealTime
    public void write(AudioBlock from, long position) {}

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of());
    }

    @Override
    public void close() {}
}
