package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel with the Vector API, where it pays: eight inputs, summed up in registers. Fewer inputs and moving coefficients
 * are left to the plain twin, which the compiler turns into vectors by itself; written by hand in the same method, they
 * were found to leave 20 kB of boxed vectors a period.
 */
public final class VectorMatrixKernel implements MatrixKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    @RealTime
    public void apply(float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix) {
        if (inputs < SIZE || frames % LANES != 0 || (outputs & 1) != 0) {
            PlainMatrixKernel.weigh(from, inputs, into, outputs, frames, matrix);
            return;
        }
        for (int o = 0; o < outputs; o += 2) {
            two(from, into[o], into[o + 1], frames, matrix, o);
        }
    }

    @Override
    @RealTime
    public void applyMoving(
            float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix, float[] steps) {
        PlainMatrixKernel.weighMoving(from, inputs, into, outputs, frames, matrix, steps);
    }

    /** Two outputs at once, so that an input is loaded half as often: its vectors straddle the lines of the cache. */
    @RealTime
    private static void two(float[][] from, float[] one, float[] other, int frames, float[] m, int o) {
        float[] x0 = from[0];
        float[] x1 = from[1];
        float[] x2 = from[2];
        float[] x3 = from[3];
        float[] x4 = from[4];
        float[] x5 = from[5];
        float[] x6 = from[6];
        float[] x7 = from[7];
        float a0 = m[o];
        float a1 = m[SIZE + o];
        float a2 = m[2 * SIZE + o];
        float a3 = m[3 * SIZE + o];
        float a4 = m[4 * SIZE + o];
        float a5 = m[5 * SIZE + o];
        float a6 = m[6 * SIZE + o];
        float a7 = m[7 * SIZE + o];
        float b0 = m[o + 1];
        float b1 = m[SIZE + o + 1];
        float b2 = m[2 * SIZE + o + 1];
        float b3 = m[3 * SIZE + o + 1];
        float b4 = m[4 * SIZE + o + 1];
        float b5 = m[5 * SIZE + o + 1];
        float b6 = m[6 * SIZE + o + 1];
        float b7 = m[7 * SIZE + o + 1];
        for (int i = 0; i < frames; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, x0, i);
            FloatVector sum = x.mul(a0);
            FloatVector otherSum = x.mul(b0);
            x = FloatVector.fromArray(SPECIES, x1, i);
            sum = sum.add(x.mul(a1));
            otherSum = otherSum.add(x.mul(b1));
            x = FloatVector.fromArray(SPECIES, x2, i);
            sum = sum.add(x.mul(a2));
            otherSum = otherSum.add(x.mul(b2));
            x = FloatVector.fromArray(SPECIES, x3, i);
            sum = sum.add(x.mul(a3));
            otherSum = otherSum.add(x.mul(b3));
            x = FloatVector.fromArray(SPECIES, x4, i);
            sum = sum.add(x.mul(a4));
            otherSum = otherSum.add(x.mul(b4));
            x = FloatVector.fromArray(SPECIES, x5, i);
            sum = sum.add(x.mul(a5));
            otherSum = otherSum.add(x.mul(b5));
            x = FloatVector.fromArray(SPECIES, x6, i);
            sum = sum.add(x.mul(a6));
            otherSum = otherSum.add(x.mul(b6));
            x = FloatVector.fromArray(SPECIES, x7, i);
            sum = sum.add(x.mul(a7));
            otherSum = otherSum.add(x.mul(b7));
            sum.intoArray(one, i);
            otherSum.intoArray(other, i);
        }
    }
}
