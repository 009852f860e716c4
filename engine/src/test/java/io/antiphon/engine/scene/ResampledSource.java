package io.antiphon.engine.scene;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.dsp.FixedResampler;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.engine.dsp.VariableResampler;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import java.util.Map;

/** A source that resamples a stereo signal made by integer arithmetic from another rate. */
final class ResampledSource implements SourceEndpoint {
    private final float[][] input = new float[2][4_096];
    private final Resampling resampling;
    private int random = 12_345;

    private ResampledSource(Resampling resampling) {
        this.resampling = resampling;
    }

    static ResampledSource fixed(int fromHz, ResampleQuality quality, GraphFormat format) {
        FixedResampler resampler = new FixedResampler(2, fromHz, format.sampleRateHz(), format.periodFrames(), quality);
        return new ResampledSource((source, into) -> {
            int needed = resampler.needed(into.frames());
            resampler.feed(source.draw(needed), 0, needed);
            resampler.produce(into.samples(), 0, into.frames());
        });
    }

    /** The ratio moves up and down by 200 ppm. */
    static ResampledSource drifting(int fromHz, GraphFormat format) {
        double nominal = (double) fromHz / format.sampleRateHz();
        VariableResampler resampler = new VariableResampler(2, nominal, format.periodFrames());
        int[] turn = {0};
        return new ResampledSource((source, into) -> {
            turn[0]++;
            resampler.setRatio(nominal * (1 + 4e-6 * (Math.abs(turn[0] % 200 - 100) - 50)));
            int needed = resampler.needed(into.frames());
            resampler.feed(source.draw(needed), 0, needed);
            resampler.produce(into.samples(), 0, into.frames());
        });
    }

    @Override
    public void read(AudioBlock into, long position) {
        resampling.fill(this, into);
        into.written(2);
    }

    @Override
    public SourceStatus status() {
        return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
    }

    @Override
    public void close() {}

    /** The next frames: on the left a saw that jumps at odd times, on the right noise. */
    private float[][] draw(int frames) {
        for (int i = 0; i < frames; i++) {
            random = random * 1_664_525 + 1_013_904_223;
            input[0][i] = (random >>> 16) % 100 / 400f;
            input[1][i] = (random >> 8) / (float) (1 << 25);
        }
        return input;
    }

    private interface Resampling {
        void fill(ResampledSource source, AudioBlock into);
    }
}
