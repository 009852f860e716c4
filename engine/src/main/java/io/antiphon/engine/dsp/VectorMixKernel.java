package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The kernel with the Vector API; each sample is on its own, so that every width gives the same bits. */
public final class VectorMixKernel implements MixKernel {
    /** At most 256 bits: longer vectors straddle two lines of the cache at every access, which cost a third (measured). */
    private static final VectorSpecies<Float> SPECIES =
            FloatVector.SPECIES_PREFERRED.length() > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_PREFERRED;

    private static final int LANES = SPECIES.length();

    /** Half of the eight running sums of a measurement. */
    private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_128;

    /** True when the processor has vectors of four floats or more. */
    static boolean isWide() {
        return LANES >= 4;
    }

    @Override
    @RealTime
    public void add(float[] from, float[] into, int frames, float gain) {
        int whole = SPECIES.loopBound(frames);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, from, i);
            FloatVector.fromArray(SPECIES, into, i).add(x.mul(gain)).intoArray(into, i);
        }
        for (int i = whole; i < frames; i++) {
            into[i] += gain * from[i];
        }
    }

    @Override
    @RealTime
    public void addRamp(float[] from, float[] into, int frames, float start, float step) {
        int whole = SPECIES.loopBound(frames);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector gain =
                    FloatVector.fromArray(SPECIES, FrameIndex.OF, i).mul(step).add(start);
            FloatVector x = FloatVector.fromArray(SPECIES, from, i);
            FloatVector.fromArray(SPECIES, into, i).add(gain.mul(x)).intoArray(into, i);
        }
        for (int i = whole; i < frames; i++) {
            into[i] += (start + step * FrameIndex.OF[i]) * from[i];
        }
    }

    @Override
    @RealTime
    public void addFour(float[][] from, float[] into, int frames, float[] starts, float[] steps) {
        int whole = SPECIES.loopBound(frames);
        float[] x0 = from[0];
        float start0 = starts[0];
        float step0 = steps[0];
        float[] x1 = from[1];
        float start1 = starts[1];
        float step1 = steps[1];
        float[] x2 = from[2];
        float start2 = starts[2];
        float step2 = steps[2];
        float[] x3 = from[3];
        float start3 = starts[3];
        float step3 = steps[3];
        for (int i = 0; i < whole; i += LANES) {
            FloatVector at = FloatVector.fromArray(SPECIES, FrameIndex.OF, i);
            FloatVector sum = FloatVector.fromArray(SPECIES, into, i);
            sum = sum.add(at.mul(step0).add(start0).mul(FloatVector.fromArray(SPECIES, x0, i)));
            sum = sum.add(at.mul(step1).add(start1).mul(FloatVector.fromArray(SPECIES, x1, i)));
            sum = sum.add(at.mul(step2).add(start2).mul(FloatVector.fromArray(SPECIES, x2, i)));
            sum = sum.add(at.mul(step3).add(start3).mul(FloatVector.fromArray(SPECIES, x3, i)));
            sum.intoArray(into, i);
        }
        for (int i = whole; i < frames; i++) {
            float sum = into[i];
            sum += (start0 + step0 * FrameIndex.OF[i]) * x0[i];
            sum += (start1 + step1 * FrameIndex.OF[i]) * x1[i];
            sum += (start2 + step2 * FrameIndex.OF[i]) * x2[i];
            sum += (start3 + step3 * FrameIndex.OF[i]) * x3[i];
            into[i] = sum;
        }
    }

    @Override
    @RealTime
    public void addFour(
            float[][] left,
            float[][] right,
            float[] intoLeft,
            float[] intoRight,
            int frames,
            float[] starts,
            float[] steps) {
        int whole = SPECIES.loopBound(frames);
        float[] left0 = left[0];
        float[] right0 = right[0];
        float start0 = starts[0];
        float step0 = steps[0];
        float[] left1 = left[1];
        float[] right1 = right[1];
        float start1 = starts[1];
        float step1 = steps[1];
        float[] left2 = left[2];
        float[] right2 = right[2];
        float start2 = starts[2];
        float step2 = steps[2];
        float[] left3 = left[3];
        float[] right3 = right[3];
        float start3 = starts[3];
        float step3 = steps[3];
        for (int i = 0; i < whole; i += LANES) {
            FloatVector at = FloatVector.fromArray(SPECIES, FrameIndex.OF, i);
            FloatVector leftSum = FloatVector.fromArray(SPECIES, intoLeft, i);
            FloatVector rightSum = FloatVector.fromArray(SPECIES, intoRight, i);
            FloatVector gain0 = at.mul(step0).add(start0);
            leftSum = leftSum.add(gain0.mul(FloatVector.fromArray(SPECIES, left0, i)));
            rightSum = rightSum.add(gain0.mul(FloatVector.fromArray(SPECIES, right0, i)));
            FloatVector gain1 = at.mul(step1).add(start1);
            leftSum = leftSum.add(gain1.mul(FloatVector.fromArray(SPECIES, left1, i)));
            rightSum = rightSum.add(gain1.mul(FloatVector.fromArray(SPECIES, right1, i)));
            FloatVector gain2 = at.mul(step2).add(start2);
            leftSum = leftSum.add(gain2.mul(FloatVector.fromArray(SPECIES, left2, i)));
            rightSum = rightSum.add(gain2.mul(FloatVector.fromArray(SPECIES, right2, i)));
            FloatVector gain3 = at.mul(step3).add(start3);
            leftSum = leftSum.add(gain3.mul(FloatVector.fromArray(SPECIES, left3, i)));
            rightSum = rightSum.add(gain3.mul(FloatVector.fromArray(SPECIES, right3, i)));
            leftSum.intoArray(intoLeft, i);
            rightSum.intoArray(intoRight, i);
        }
        for (int i = whole; i < frames; i++) {
            for (int n = 0; n < 4; n++) {
                float gain = starts[n] + steps[n] * FrameIndex.OF[i];
                intoLeft[i] += gain * left[n][i];
                intoRight[i] += gain * right[n][i];
            }
        }
    }

    @Override
    @RealTime
    public float peak(float[] from, int frames) {
        int whole = SPECIES.loopBound(frames);
        FloatVector peaks = FloatVector.zero(SPECIES);
        for (int i = 0; i < whole; i += LANES) {
            peaks = peaks.max(FloatVector.fromArray(SPECIES, from, i).abs());
        }
        float peak = peaks.reduceLanes(VectorOperators.MAX);
        for (int i = whole; i < frames; i++) {
            peak = Math.max(peak, Math.abs(from[i]));
        }
        return peak;
    }

    @Override
    @RealTime
    public float sumOfSquares(float[] from, int frames) {
        int whole = frames & ~(2 * HALF.length() - 1);
        FloatVector low = FloatVector.zero(HALF);
        FloatVector high = FloatVector.zero(HALF);
        for (int i = 0; i < whole; i += 2 * HALF.length()) {
            FloatVector one = FloatVector.fromArray(HALF, from, i);
            FloatVector other = FloatVector.fromArray(HALF, from, i + HALF.length());
            low = low.add(one.mul(one));
            high = high.add(other.mul(other));
        }
        float sum = MixKernel.fold(
                low.lane(0),
                low.lane(1),
                low.lane(2),
                low.lane(3),
                high.lane(0),
                high.lane(1),
                high.lane(2),
                high.lane(3));
        for (int i = whole; i < frames; i++) {
            sum += from[i] * from[i];
        }
        return sum;
    }
}
