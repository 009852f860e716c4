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

    /** A glide gives the same bits at any width. */
    private static final VectorSpecies<Float> WIDE =
            FloatVector.SPECIES_PREFERRED.length() <= STRETCH / 2 ? FloatVector.SPECIES_PREFERRED : SPECIES;

    /** How far each frame of a stretch is on the way from its first frame's coefficients to those behind it. */
    private static final float[] WAY = way();

    /** True when the processor has vectors of that width; without them each operation would be a call. */
    static boolean isFast() {
        return FloatVector.SPECIES_PREFERRED.length() >= LANES;
    }

    @Override
    public String name() {
        return "vector";
    }

    private static float[] way() {
        float[] way = new float[STRETCH];
        for (int frame = 0; frame < STRETCH; frame++) {
            way[frame] = frame * (1f / STRETCH);
        }
        return way;
    }

    @Override
    @RealTime
    public void convolve(
            ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch) {
        for (int c = 0; c < channels; c += 2) {
            int d = partner(c, channels);
            convolveTwo(plan, input[c], input[d], into[c], into[d], offset, scratch);
        }
    }

    @Override
    @RealTime
    public void convolveRows(
            ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch) {
        for (int c = 0; c < channels; c += 2) {
            int d = partner(c, channels);
            convolveTwoOnRows(plan, input[c], input[d], into[c], into[d], offset, scratch);
        }
    }

    /** The channel that is done together with another one; a last one is done twice, which is faster than alone. */
    @RealTime
    private static int partner(int channel, int channels) {
        return Math.min(channel + 1, channels - 1);
    }

    /** Two channels in one pass: the coefficients never leave the registers. */
    @RealTime
    private static void convolveTwo(
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
            leftSums.intoArray(scratch, SUMS * frame);
            rightSums.intoArray(scratch, SUMS * frame + LANES);
        }
        foldAll(scratch, plan.frames, leftOut, rightOut, at);
    }

    @RealTime
    private static void convolveTwoOnRows(
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
            leftSums.intoArray(scratch, SUMS * frame);
            rightSums.intoArray(scratch, SUMS * frame + LANES);
        }
        foldAll(scratch, plan.frames, leftOut, rightOut, at);
    }

    /** After all frames: a sum that is read again right after it was written as a vector has to wait for that. */
    @RealTime
    private static void foldAll(float[] sums, int frames, float[] leftOut, float[] rightOut, int at) {
        for (int frame = 0; frame < frames; frame++) {
            leftOut[at + frame] = PolyphaseKernel.fold(sums, SUMS * frame);
            rightOut[at + frame] = PolyphaseKernel.fold(sums, SUMS * frame + LANES);
        }
    }

    @Override
    @RealTime
    public void glide(
            float[] weights,
            int from,
            int to,
            int taps,
            float[][] input,
            int channels,
            int start,
            float[][] into,
            int offset) {
        for (int c = 0; c < channels; c += 2) {
            int d = partner(c, channels);
            for (int frame = 0; frame < STRETCH; frame += 2 * WIDE.length()) {
                glideTwo(weights, from, to, taps, input[c], input[d], start, into[c], into[d], offset, frame);
            }
        }
    }

    @RealTime
    private static void glideTwo(
            float[] weights,
            int from,
            int to,
            int taps,
            float[] left,
            float[] right,
            int start,
            float[] leftOut,
            float[] rightOut,
            int offset,
            int frame) {
        int next = WIDE.length();
        FloatVector way = FloatVector.fromArray(WIDE, WAY, frame);
        FloatVector farWay = FloatVector.fromArray(WIDE, WAY, frame + next);
        FloatVector leftSums = FloatVector.zero(WIDE);
        FloatVector rightSums = FloatVector.zero(WIDE);
        FloatVector farLeftSums = FloatVector.zero(WIDE);
        FloatVector farRightSums = FloatVector.zero(WIDE);
        for (int t = 0; t < taps; t++) {
            int at = start + frame + t;
            FloatVector weight = FloatVector.broadcast(WIDE, weights[from + t]);
            FloatVector change = FloatVector.broadcast(WIDE, weights[to + t]).sub(weight);
            FloatVector near = weight.add(way.mul(change));
            FloatVector far = weight.add(farWay.mul(change));
            leftSums = leftSums.add(near.mul(FloatVector.fromArray(WIDE, left, at)));
            rightSums = rightSums.add(near.mul(FloatVector.fromArray(WIDE, right, at)));
            farLeftSums = farLeftSums.add(far.mul(FloatVector.fromArray(WIDE, left, at + next)));
            farRightSums = farRightSums.add(far.mul(FloatVector.fromArray(WIDE, right, at + next)));
        }
        leftSums.intoArray(leftOut, offset + frame);
        rightSums.intoArray(rightOut, offset + frame);
        farLeftSums.intoArray(leftOut, offset + frame + next);
        farRightSums.intoArray(rightOut, offset + frame + next);
    }
}
