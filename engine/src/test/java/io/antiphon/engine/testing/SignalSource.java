package io.antiphon.engine.testing;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.Map;

/** A source that plays a signal; a period of zeros is told to be silent. */
public final class SignalSource implements SourceEndpoint {
    private final int channels;
    private final Signal signal;

    public SignalSource(int channels, Signal signal) {
        this.channels = channels;
        this.signal = signal;
    }

    @Override
    public void read(AudioBlock into, long position) {
        boolean silent = true;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < into.frames(); i++) {
                float sample = (float) signal.at(c, position + i);
                into.channel(c)[i] = sample;
                silent &= sample == 0;
            }
        }
        into.written(channels);
        if (silent) {
            into.silence(channels);
        }
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
    }

    @Override
    public void close() {}
}
