package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.ResampleQuality;
import io.antiphon.engine.dsp.VariableResampler;
import java.util.List;

/** The resampler of the bridges, 100 ppm off its nominal ratio, fed from an endless noise. */
final class ResamplerKernel implements Kernel {
    private static final double OFF = 1.0001;

    private final String name;
    private final double ratio;
    private final ResampleQuality quality;
    private final int frames;
    private final VariableResampler resampler;
    private final float[][] in = Noise.planar(2, Noise.FRAMES, 1);
    private final float[][] out;
    private int at;

    /** @param fromHz nominal rate of the sender; the graph has 48 kHz */
    ResamplerKernel(int fromHz, ResampleQuality quality, int frames) {
        double nominal = fromHz / 48_000.0;
        this.name = "variable resampler, %s → 48 kHz, %d taps"
                .formatted(fromHz / 1e3, Sinc.of(quality).taps());
        this.ratio = nominal * OFF;
        this.quality = quality;
        this.frames = frames;
        this.resampler = new VariableResampler(2, nominal, frames, quality);
        this.out = new float[2][frames];
        resampler.setRatio(ratio);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Target target() {
        return Target.timesReference(1.3);
    }

    @Override
    public List<String> reference() {
        return Sinc.of(quality).reference("resampler.c", Sinc.of(quality).phases(), "-DRATIO=" + ratio);
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
