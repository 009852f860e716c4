package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.Mixing;
import java.util.Arrays;
import java.util.List;

/** 8 channels to 8 with every coefficient in use, coefficient by coefficient, as a mix node does it. */
final class MatrixKernel implements Kernel {
    private static final int CHANNELS = 8;

    private final float[][] in;
    private final float[][] out;
    private final float[][] gain = new float[CHANNELS][CHANNELS];
    private final int frames;

    MatrixKernel(int frames) {
        this.frames = frames;
        this.in = Noise.planar(CHANNELS, frames, 1);
        this.out = new float[CHANNELS][frames];
        for (int i = 0; i < CHANNELS; i++) {
            for (int o = 0; o < CHANNELS; o++) {
                gain[i][o] = 0.1f + 0.01f * (i * CHANNELS + o);
            }
        }
    }

    @Override
    public String name() {
        return "matrix 8 × 8";
    }

    @Override
    public Target target() {
        return Target.timesReference(1.3);
    }

    @Override
    public List<String> reference() {
        return List.of("matrix.c");
    }

    @Override
    public void block() {
        for (int o = 0; o < CHANNELS; o++) {
            Arrays.fill(out[o], 0f);
            for (int i = 0; i < CHANNELS; i++) {
                Mixing.add(in[i], out[o], frames, gain[i][o]);
            }
        }
    }

    @Override
    public float[] output() {
        return out[3];
    }
}
