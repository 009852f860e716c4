package io.antiphon.engine.testing;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import java.util.Map;

/** Gives what the test has laid out; arrays of no length are silence. */
final class LaidOutSource implements SourceEndpoint {
    private float[][] signal = new float[2][0];
    private int from;

    void set(float[][] signal, int from) {
        this.signal = signal;
        this.from = from;
    }

    @Override
    public void read(AudioBlock into, long position) {
        if (signal[0].length == 0) {
            into.silence(signal.length);
            return;
        }
        for (int c = 0; c < signal.length; c++) {
            System.arraycopy(signal[c], from, into.channel(c), 0, into.frames());
        }
        into.written(signal.length);
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
    }

    @Override
    public void close() {}
}
