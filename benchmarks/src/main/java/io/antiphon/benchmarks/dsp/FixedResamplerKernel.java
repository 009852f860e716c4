package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.FixedResampler;
import io.antiphon.engine.dsp.ResampleQuality;
import java.util.List;

/** 44.1 to 48 kHz by the resampler for exact rates, fed from an endless noise. */
final class FixedResamplerKernel implements Kernel {
    private static final int FROM_HZ = 44_100;
    private static final int TO_HZ = 48_000;

    /** The ratio in its lowest terms: rows of the table, and how many of them an output frame moves on. */
    private static final int ROWS = 160;

    private static final int STEP = 147;

    private final ResampleQuality quality;
    private final int frames;
    private final FixedResampler resampler;
    private final float[][] in = Noise.planar(2, Noise.FRAMES, 1);
    private final float[][] out;
    private int at;

    FixedResamplerKernel(ResampleQuality quality, int frames) {
        this.quality = quality;
        this.frames = frames;
        this.resampler = new FixedResampler(2, FROM_HZ, TO_HZ, frames, quality);
        this.out = new float[2][frames];
    }

    @Override
    public String name() {
        return "44.1 → 48 kHz, " + Sinc.of(quality).taps() + " taps";
    }

    @Override
    public Target target() {
        return Target.timesReference(1.3);
    }

    @Override
    public List<String> reference() {
        return Sinc.of(quality).reference("fixed.c", ROWS, "-DSTEP=" + STEP);
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
