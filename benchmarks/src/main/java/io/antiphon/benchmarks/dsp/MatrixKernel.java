package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.Noise;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.engine.dsp.RampedMatrix;
import java.util.List;

/** 8 channels to 8 with every coefficient in use, as the matrix node weighs them. */
final class MatrixKernel implements Kernel {
    private static final int CHANNELS = 8;

    private final float[][] in;
    private final float[][] out;
    private final RampedMatrix matrix;
    private final int frames;

    MatrixKernel(int frames) {
        this.frames = frames;
        this.in = Noise.planar(CHANNELS, frames, 1);
        this.out = new float[CHANNELS][frames];
        float[] gain = new float[CHANNELS * CHANNELS];
        for (int i = 0; i < gain.length; i++) {
            gain[i] = 0.1f + 0.01f * i;
        }
        float[][] byInputs = new float[CHANNELS + 1][];
        byInputs[CHANNELS] = gain;
        this.matrix = new RampedMatrix(CHANNELS, byInputs);
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
        matrix.apply(in, CHANNELS, out, frames);
    }

    @Override
    public float[] output() {
        return out[3];
    }
}
