package io.antiphon.benchmarks.graph;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import java.util.Map;

/** A sink that keeps one sample of what it got, so that the graph cannot be left out. */
final class DrainEndpoint implements SinkEndpoint {
    private volatile float last;

    @Override
    @RealTime
    public void write(AudioBlock from, long position) {
        last = from.channel(0)[0];
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of("sounding", last != 0 ? 1L : 0L));
    }

    @Override
    public void close() {}
}
