package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel with the Vector API. Loaded only when the incubator module is there; its vectors live in registers once
 * the code is compiled, so it must be warmed up before the render thread calls it.
 */
final class VectorPolyphaseKernel implements PolyphaseKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

    /** True when the processor has vectors of that width; without them each operation would be a call. */
    static boolean isFast() {
        return FloatVector.SPECIES_PREFERRED.length() >= LANES;
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    @RealTime
    public void convolve(
            ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch) {
        if (channels == 2) {
            convolveStereo(plan, input[0], input[1], into[0], into[1], offset, scratch);
            return;
        }
        int taps = plan.table.taps();
        float[] rows = plan.table.rows();
        for (int frame = 0; frame < plan.frames; frame++) {
            interpolate(rows, plan.rowStarts[frame], taps, plan.fractions[frame], scratch);
            for (int c = 0; c < channels; c++) {
                weigh(scratch, 0, input[c], plan.starts[frame], taps, scratch);
                into[c][offset + frame] = PolyphaseKernel.fold(scratch, taps);
            }
        }
    }

    @Override
    @RealTime
    public void convolveRows(
            ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch) {
        if (channels == 2) {
            convolveStereoRows(plan, input[0], input[1], into[0], into[1], offset, scratch);
            return;
        }
        int taps = plan.table.taps();
        float[] rows = plan.table.rows();
        for (int frame = 0; frame < plan.frames; frame++) {
            for (int c = 0; c < channels; c++) {
                weigh(rows, plan.rowStarts[frame], input[c], plan.starts[frame], taps, scratch);
                into[c][offset + frame] = PolyphaseKernel.fold(scratch, taps);
            }
        }
    }

    /** The common case in one pass: the coefficients never leave the registers. */
    @RealTime
    private static void convolveStereo(
            ResamplePlan plan,
            float[] left,
            float[] right,
            float[] leftOut,
            float[] rightOut,
            int at,
            float[] scratch) {
        int taps = plan.table.taps();
        float[] rows = plan.table.rows();
        for (int frame = 0; frame < plan.frames; frame++) {
            int row = plan.rowStarts[frame];
            int start = plan.starts[frame];
            float fraction = plan.fractions[frame];
            FloatVector leftSums = FloatVector.zero(SPECIES);
            FloatVector rightSums = FloatVector.zero(SPECIES);
            for (int t = 0; t < taps; t += LANES) {
                FloatVector before = FloatVector.fromArray(SPECIES, rows, row + t);
                FloatVector behind = FloatVector.fromArray(SPECIES, rows, row + taps + t);
                FloatVector weights = before.add(behind.sub(before).mul(fraction));
                leftSums = leftSums.add(weights.mul(FloatVector.fromArray(SPECIES, left, start + t)));
                rightSums = rightSums.add(weights.mul(FloatVector.fromArray(SPECIES, right, start + t)));
            }
            leftSums.intoArray(scratch, taps + SUMS * frame);
            rightSums.intoArray(scratch, taps + SUMS * frame + LANES);
        }
        foldAll(scratch, taps, plan.frames, leftOut, rightOut, at);
    }

    @RealTime
    private static void convolveStereoRows(
            ResamplePlan plan,
            float[] left,
            float[] right,
            float[] leftOut,
            float[] rightOut,
            int at,
            float[] scratch) {
        int taps = plan.table.taps();
        float[] rows = plan.table.rows();
        for (int frame = 0; frame < plan.frames; frame++) {
            int row = plan.rowStarts[frame];
            int start = plan.starts[frame];
            FloatVector leftSums = FloatVector.zero(SPECIES);
            FloatVector rightSums = FloatVector.zero(SPECIES);
            for (int t = 0; t < taps; t += LANES) {
                FloatVector weights = FloatVector.fromArray(SPECIES, rows, row + t);
                leftSums = leftSums.add(weights.mul(FloatVector.fromArray(SPECIES, left, start + t)));
                rightSums = rightSums.add(weights.mul(FloatVector.fromArray(SPECIES, right, start + t)));
            }
            leftSums.intoArray(scratch, taps + SUMS * frame);
            rightSums.intoArray(scratch, taps + SUMS * frame + LANES);
        }
        foldAll(scratch, taps, plan.frames, leftOut, rightOut, at);
    }

    /** After all frames: a sum that is read again right after it was written as a vector has to wait for that. */
    @RealTime
    private static void foldAll(float[] sums, int from, int frames, float[] leftOut, float[] rightOut, int at) {
        for (int frame = 0; frame < frames; frame++) {
            leftOut[at + frame] = PolyphaseKernel.fold(sums, from + SUMS * frame);
            rightOut[at + frame] = PolyphaseKernel.fold(sums, from + SUMS * frame + LANES);
        }
    }

    @RealTime
    private static void interpolate(float[] rows, int row, int taps, float fraction, float[] scratch) {
        for (int t = 0; t < taps; t += LANES) {
            FloatVector before = FloatVector.fromArray(SPECIES, rows, row + t);
            FloatVector behind = FloatVector.fromArray(SPECIES, rows, row + taps + t);
            before.add(behind.sub(before).mul(fraction)).intoArray(scratch, t);
        }
    }

    @RealTime
    private static void weigh(float[] weights, int row, float[] input, int start, int taps, float[] sums) {
        FloatVector running = FloatVector.zero(SPECIES);
        for (int t = 0; t < taps; t += LANES) {
            FloatVector some = FloatVector.fromArray(SPECIES, weights, row + t);
            running = running.add(some.mul(FloatVector.fromArray(SPECIES, input, start + t)));
        }
        running.intoArray(sums, taps);
    }
}
