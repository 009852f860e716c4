package io.antiphon.benchmarks.graph;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.util.Map;

/** A stereo source that is never silent and costs next to nothing: the same period of noise again and again. */
public final class NoiseEndpoint implements SourceEndpoint {
    private final float[][] noise;

    /** @param format whose periods it fills */
    public NoiseEndpoint(GraphFormat format) {
        this.noise = Noise.planar(2, format.periodFrames(), 1);
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        System.arraycopy(noise[0], 0, into.channel(0), 0, into.frames());
        System.arraycopy(noise[1], 0, into.channel(1), 0, into.frames());
        into.written(2);
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
    }

    @Override
    public void close() {}
}
