package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.Mixdown;
import java.util.List;

/** 16 stereo inputs onto a stereo mix, each with a straight ramp of its gain, as a mix node adds them. */
final class MixKernel implements Kernel {
    private static final int INPUTS = 16;
    private static final float STEP = 1e-3f;

    private final float[][][] in = new float[INPUTS][][];
    private final float[] start = new float[INPUTS];
    private final float[][] out;
    private final Mixdown sum = new Mixdown(2);
    private final int frames;

    MixKernel(int frames) {
        this.frames = frames;
        this.out = new float[2][frames];
        for (int i = 0; i < INPUTS; i++) {
            in[i] = Noise.planar(2, frames, 2 * i + 1);
            start[i] = 0.5f + 0.01f * i;
        }
    }

    @Override
    public String name() {
        return "mix of 16, gain ramps";
    }

    @Override
    public Target target() {
        return Target.timesReference(1.3);
    }

    @Override
    public List<String> reference() {
        return List.of("mix.c");
    }

    @Override
    public void block() {
        sum.begin(out, frames);
        for (int i = 0; i < INPUTS; i++) {
            sum.add(in[i], start[i], STEP);
        }
        sum.end();
    }

    @Override
    public float[] output() {
        return out[0];
    }
}
