package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.engine.dsp.VariableResampler;
import java.util.List;

/** The resampler of the bridges, a little off its nominal ratio, fed from an endless noise. */
final class ResamplerKernel implements Kernel {
    private static final double RATIO = 1.0001;

    private final ResampleQuality quality;
    private final int frames;
    private final VariableResampler resampler;
    private final float[][] in = Noise.planar(2, Noise.FRAMES, 1);
    private final float[][] out;
    private int at;

    ResamplerKernel(ResampleQuality quality, int frames) {
        this.quality = quality;
        this.frames = frames;
        this.resampler = new VariableResampler(2, 1, frames, quality);
        this.out = new float[2][frames];
        resampler.setRatio(RATIO);
    }

    @Override
    public String name() {
        return "variable resampler, " + Sinc.of(quality).taps() + " taps";
    }

    @Override
    public Target target() {
        return Target.timesReference(1.3);
    }

    @Override
    public List<String> reference() {
        return Sinc.of(quality).reference("resampler.c", Sinc.of(quality).phases(), "-DRATIO=" + RATIO);
    }

    @Override
    public void block() {
        int needed = resampler.needed(frames);
        if (at + needed > Noise.FRAMES) {
            at = 0;
        }
        resampler.feed(in, at, needed);
        at += needed;
        resampler.produce(out, 0, frames);
    }

    @Override
    public float[] output() {
        return out[0];
    }
}
