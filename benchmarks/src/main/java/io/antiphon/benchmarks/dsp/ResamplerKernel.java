package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.VariableResampler;
import java.util.List;

/** The resampler of the bridges, fed from an endless noise. */
final class ResamplerKernel implements Kernel {
    private static final int BASE_TAPS = 64;
    private static final int PHASES = 256;

    /** Positions that 44.1 → 48 kHz needs: 147 / 160 is the ratio. */
    private static final int FIXED_PHASES = 160;

    private static final double CUTOFF = 0.92;
    private static final double BETA = 9.7;

    private final String name;
    private final double ratio;
    private final int frames;
    private final VariableResampler resampler;
    private final float[][] in = Noise.planar(2, Noise.FRAMES, 1);
    private final float[][] out;
    private int at;

    /** @param ratio input frames an output frame; above 1 the taps grow with it */
    ResamplerKernel(String name, double ratio, int frames) {
        this.name = name;
        this.ratio = ratio;
        this.frames = frames;
        this.resampler = new VariableResampler(2, Math.rint(ratio * 100) / 100, frames);
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
        if (ratio < 1) {
            return List.of(
                    "fixed.c",
                    "-DTAPS=" + BASE_TAPS,
                    "-DPHASES=" + FIXED_PHASES,
                    "-DSTEP=" + Math.round(ratio * FIXED_PHASES),
                    "-DCUTOFF=" + CUTOFF,
                    "-DBETA=" + BETA);
        }
        double narrower = Math.max(1, Math.rint(ratio));
        return List.of(
                "resampler.c",
                "-DTAPS=" + Math.round(BASE_TAPS * narrower),
                "-DPHASES=" + PHASES,
                "-DRATIO=" + ratio,
                "-DCUTOFF=" + CUTOFF / narrower,
                "-DBETA=" + BETA);
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
