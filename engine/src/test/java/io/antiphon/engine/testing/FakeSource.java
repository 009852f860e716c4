package io.antiphon.engine.testing;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.Map;

/** A source that gives a constant on every channel, or silence. */
public final class FakeSource implements SourceEndpoint {
    private final int channels;
    private volatile float value;
    private volatile boolean closed;

    public FakeSource(int channels, float value) {
        this.channels = channels;
        this.value = value;
    }

    public void set(float value) {
        this.value = value;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        float now = value;
        if (now == 0) {
            into.silence(channels);
            return;
        }
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < into.frames(); i++) {
                into.channel(c)[i] = now;
            }
        }
        into.written(channels);
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
    }

    @Override
    public void close() {
        closed = true;
    }
}
