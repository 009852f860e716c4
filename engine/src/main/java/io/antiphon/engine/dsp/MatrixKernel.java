package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * Weighs every input into every output: {@code into[o][i] = Σ from[c][i] · (m[c][o] + i · steps[c][o])}, summed in the
 * order of the inputs. Stateless; any thread. Twins give the same bits.
 */
public interface MatrixKernel {
    /** Rows and columns of a matrix: input {@code c} to output {@code o} stands at {@code c · SIZE + o}. */
    int SIZE = 8;

    /**
     * With coefficients that stand.
     *
     * @param from planar input, other arrays than the output
     * @param inputs channels of it, 1…8
     * @param into planar output
     * @param outputs channels of it, 1…8
     * @param frames frames of the period
     * @param matrix {@link #SIZE} rows of {@link #SIZE} linear coefficients
     */
    @RealTime
    void apply(float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix);

    /** The same with coefficients that move by {@code steps} a frame; {@code frames} ≤ 8192. */
    @RealTime
    void applyMoving(
            float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix, float[] steps);
}
