package io.antiphon.engine.dsp;

import java.util.Arrays;
import java.util.Random;

/** Chooses the kernels that weigh and add, when this class is first used. Any thread. */
final class LevelKernels {
    private static final int FRAMES = 112; // whole vectors of up to 16 floats
    private static final int SIZE = MatrixKernel.SIZE;
    private static final float[][] NOISE = noise(2 * SIZE, FRAMES);
    private static final float[][] OTHERS = Arrays.copyOfRange(NOISE, SIZE, 2 * SIZE);

    static final KernelChoice<MixKernel> MIX = KernelChoice.choose(
            "mix",
            new PlainMixKernel(),
            () -> VectorMixKernel.isWide(),
            () -> new VectorMixKernel(),
            LevelKernels::mix);

    static final KernelChoice<MatrixKernel> MATRIX = KernelChoice.choose(
            "matrix",
            new PlainMatrixKernel(),
            () -> VectorMixKernel.isWide(),
            () -> new VectorMatrixKernel(),
            LevelKernels::matrix);

    private LevelKernels() {}

    private static float[] mix(MixKernel kernel) {
        float[] sum = NOISE[0].clone();
        float[] other = NOISE[1].clone();
        for (int i = 1; i < SIZE; i++) {
            kernel.add(NOISE[i], sum, FRAMES, 0.3f);
            kernel.addRamp(NOISE[i], sum, FRAMES, 0.1f, 0.001f);
            kernel.addFour(NOISE, sum, FRAMES, NOISE[i], NOISE[i + 1]);
            kernel.addFour(NOISE, OTHERS, sum, other, FRAMES, NOISE[i], NOISE[i + 1]);
        }
        kernel.add(other, sum, FRAMES, 1);
        sum[0] = kernel.peak(NOISE[2], FRAMES);
        sum[1] = kernel.sumOfSquares(NOISE[3], FRAMES);
        return sum;
    }

    private static float[] matrix(MatrixKernel kernel) {
        float[][] output = new float[SIZE][FRAMES];
        float[] all = new float[3 * FRAMES];
        kernel.apply(NOISE, SIZE, output, SIZE, FRAMES, NOISE[SIZE]);
        System.arraycopy(output[5], 0, all, 0, FRAMES);
        kernel.apply(NOISE, 3, output, 2, FRAMES, NOISE[SIZE + 1]);
        System.arraycopy(output[1], 0, all, FRAMES, FRAMES);
        kernel.applyMoving(NOISE, 6, output, 2, FRAMES, NOISE[SIZE + 2], NOISE[SIZE + 3]);
        System.arraycopy(output[1], 0, all, 2 * FRAMES, FRAMES);
        return all;
    }

    private static float[][] noise(int rows, int frames) {
        Random random = new Random(8);
        float[][] noise = new float[rows][frames];
        for (float[] row : noise) {
            for (int i = 0; i < frames; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
        }
        return noise;
    }
}
