package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.Mixing;
import java.util.Arrays;
import java.util.List;

/** 16 stereo inputs onto a stereo mix, each with a straight ramp of its gain, as a mix node adds them. */
final class MixKernel implements Kernel {
    private static final int INPUTS = 16;
    private static final float STEP = 1e-3f;

    private final float[][][] in = new float[INPUTS][][];
    private final float[] start = new float[INPUTS];
    private final float[][] out;
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
        Arrays.fill(out[0], 0f);
        Arrays.fill(out[1], 0f);
        for (int i = 0; i < INPUTS; i++) {
            Mixing.addRamp(in[i][0], out[0], frames, start[i], STEP);
            Mixing.addRamp(in[i][1], out[1], frames, start[i], STEP);
        }
    }

    @Override
    public float[] output() {
        return out[0];
    }
}
