package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel as a wavefront: one vector holds several sections, each with left and right, and each a frame behind the
 * section before it, so that all of them work at once though each waits for its neighbour's result.
 *
 * <pre>
 * lane            7 6        5 4        3 2        1 0
 * section         first      second     third      fourth
 * turn 3 filters  frame 3    frame 2    frame 1    frame 0    and frame 0 is done
 * </pre>
 *
 * The first and last turns, in which some sections have nothing to do yet or any more, run with a mask.
 */
public final class VectorCascadeKernel implements CascadeKernel {
    private static final int MAX_LANES = 2 * GROUP;
    private static final VectorSpecies<Float> SPECIES = species();
    private static final int LANES = SPECIES.length();

    /** Sections of a vector, less one: how many frames the last one is behind the first. */
    private static final int BEHIND = LANES / 2 - 1;

    /** Turns between the two vectors of a pair. */
    private static final int APART = 8;

    private static final VectorShuffle<Float> ON = VectorShuffle.iota(SPECIES, 2, 1, true);
    private static final VectorMask<Float> FIRST = VectorMask.fromLong(SPECIES, 3L << (LANES - 2));

    /** How many frames the section of each lane is behind the first. */
    private static final FloatVector LAG = lag();

    /** True when the processor has vectors of at least two sections. */
    static boolean isWide() {
        return FloatVector.SPECIES_PREFERRED.length() >= 4;
    }

    @Override
    @RealTime
    public void filter(float[] audio, int frames, int sections, int width, float[] coefficients, float[] state) {
        int end = width - 2 * sections;
        int lane = width - LANES;
        for (; lane - LANES > end - LANES; lane -= 2 * LANES) {
            int other = lane - LANES;
            edge(audio, 0, BEHIND, frames, width, lane, coefficients, state);
            middle(audio, BEHIND, BEHIND + APART, width, lane, coefficients, state);
            edge(audio, 0, BEHIND, frames, width, other, coefficients, state);
            pair(audio, BEHIND + APART, frames, width, lane, coefficients, state);
            edge(audio, frames, frames + BEHIND, frames, width, lane, coefficients, state);
            middle(audio, frames - APART, frames, width, other, coefficients, state);
            edge(audio, frames, frames + BEHIND, frames, width, other, coefficients, state);
        }
        if (lane > end - LANES) {
            edge(audio, 0, BEHIND, frames, width, lane, coefficients, state);
            middle(audio, BEHIND, frames, width, lane, coefficients, state);
            edge(audio, frames, frames + BEHIND, frames, width, lane, coefficients, state);
        }
    }

    @Override
    @RealTime
    public void filterMoving(
            float[] audio, int frames, int sections, int width, float[] coefficients, float[] steps, float[] state) {
        int end = width - 2 * sections;
        for (int lane = width - LANES; lane > end - LANES; lane -= LANES) {
            moving(audio, frames, width, lane, coefficients, steps, state);
        }
    }

    @RealTime
    private static void middle(
            float[] audio, int turn, int end, int width, int lane, float[] coefficients, float[] state) {
        FloatVector p = FloatVector.fromArray(SPECIES, coefficients, lane);
        FloatVector q = FloatVector.fromArray(SPECIES, coefficients, lane + width);
        FloatVector r = FloatVector.fromArray(SPECIES, coefficients, lane + 2 * width);
        FloatVector d = FloatVector.fromArray(SPECIES, coefficients, lane + 3 * width);
        FloatVector d1 = FloatVector.fromArray(SPECIES, coefficients, lane + 4 * width);
        FloatVector d2 = FloatVector.fromArray(SPECIES, coefficients, lane + 5 * width);
        FloatVector s1 = FloatVector.fromArray(SPECIES, state, lane);
        FloatVector s2 = FloatVector.fromArray(SPECIES, state, lane + width);
        FloatVector y = FloatVector.fromArray(SPECIES, state, lane + 2 * width);
        for (int t = turn; t < end; t++) {
            FloatVector next = FloatVector.fromArray(SPECIES, audio, PAD + 2 * t - (LANES - 2));
            FloatVector x = y.rearrange(ON).blend(next, FIRST);
            FloatVector v = x.sub(s2);
            y = d.mul(x).add(d1.mul(s1).add(d2.mul(s2)));
            s2 = s2.add(q.mul(s1)).add(r.mul(v));
            s1 = p.mul(s1).add(q.mul(v));
            ((FloatVector) y.castShape(FloatVector.SPECIES_64, 0)).intoArray(audio, PAD + 2 * (t - BEHIND));
        }
        s1.intoArray(state, lane);
        s2.intoArray(state, lane + width);
        y.intoArray(state, lane + 2 * width);
    }

    /** Two vectors in one loop, to hide each other's waits; the second is {@link #APART} turns behind. */
    @RealTime
    private static void pair(
            float[] audio, int turn, int end, int width, int lane, float[] coefficients, float[] state) {
        int other = lane - LANES;
        FloatVector pA = FloatVector.fromArray(SPECIES, coefficients, lane);
        FloatVector qA = FloatVector.fromArray(SPECIES, coefficients, lane + width);
        FloatVector rA = FloatVector.fromArray(SPECIES, coefficients, lane + 2 * width);
        FloatVector dA = FloatVector.fromArray(SPECIES, coefficients, lane + 3 * width);
        FloatVector d1A = FloatVector.fromArray(SPECIES, coefficients, lane + 4 * width);
        FloatVector d2A = FloatVector.fromArray(SPECIES, coefficients, lane + 5 * width);
        FloatVector s1A = FloatVector.fromArray(SPECIES, state, lane);
        FloatVector s2A = FloatVector.fromArray(SPECIES, state, lane + width);
        FloatVector yA = FloatVector.fromArray(SPECIES, state, lane + 2 * width);
        FloatVector pB = FloatVector.fromArray(SPECIES, coefficients, other);
        FloatVector qB = FloatVector.fromArray(SPECIES, coefficients, other + width);
        FloatVector rB = FloatVector.fromArray(SPECIES, coefficients, other + 2 * width);
        FloatVector dB = FloatVector.fromArray(SPECIES, coefficients, other + 3 * width);
        FloatVector d1B = FloatVector.fromArray(SPECIES, coefficients, other + 4 * width);
        FloatVector d2B = FloatVector.fromArray(SPECIES, coefficients, other + 5 * width);
        FloatVector s1B = FloatVector.fromArray(SPECIES, state, other);
        FloatVector s2B = FloatVector.fromArray(SPECIES, state, other + width);
        FloatVector yB = FloatVector.fromArray(SPECIES, state, other + 2 * width);
        for (int t = turn; t < end; t++) {
            FloatVector nextA = FloatVector.fromArray(SPECIES, audio, PAD + 2 * t - (LANES - 2));
            FloatVector xA = yA.rearrange(ON).blend(nextA, FIRST);
            FloatVector vA = xA.sub(s2A);
            yA = dA.mul(xA).add(d1A.mul(s1A).add(d2A.mul(s2A)));
            s2A = s2A.add(qA.mul(s1A)).add(rA.mul(vA));
            s1A = pA.mul(s1A).add(qA.mul(vA));
            ((FloatVector) yA.castShape(FloatVector.SPECIES_64, 0)).intoArray(audio, PAD + 2 * (t - BEHIND));
            FloatVector nextB =
                    (FloatVector) FloatVector.fromArray(FloatVector.SPECIES_64, audio, PAD + 2 * (t - APART))
                            .castShape(SPECIES, 0);
            FloatVector xB = yB.rearrange(ON).blend(nextB.rearrange(ON), FIRST);
            FloatVector vB = xB.sub(s2B);
            yB = dB.mul(xB).add(d1B.mul(s1B).add(d2B.mul(s2B)));
            s2B = s2B.add(qB.mul(s1B)).add(rB.mul(vB));
            s1B = pB.mul(s1B).add(qB.mul(vB));
            ((FloatVector) yB.castShape(FloatVector.SPECIES_64, 0)).intoArray(audio, PAD + 2 * ((t - APART) - BEHIND));
        }
        s1A.intoArray(state, lane);
        s2A.intoArray(state, lane + width);
        yA.intoArray(state, lane + 2 * width);
        s1B.intoArray(state, other);
        s2B.intoArray(state, other + width);
        yB.intoArray(state, other + 2 * width);
    }

    @RealTime
    private static void edge(
            float[] audio, int turn, int end, int frames, int width, int lane, float[] coefficients, float[] state) {
        FloatVector p = FloatVector.fromArray(SPECIES, coefficients, lane);
        FloatVector q = FloatVector.fromArray(SPECIES, coefficients, lane + width);
        FloatVector r = FloatVector.fromArray(SPECIES, coefficients, lane + 2 * width);
        FloatVector d = FloatVector.fromArray(SPECIES, coefficients, lane + 3 * width);
        FloatVector d1 = FloatVector.fromArray(SPECIES, coefficients, lane + 4 * width);
        FloatVector d2 = FloatVector.fromArray(SPECIES, coefficients, lane + 5 * width);
        FloatVector s1 = FloatVector.fromArray(SPECIES, state, lane);
        FloatVector s2 = FloatVector.fromArray(SPECIES, state, lane + width);
        FloatVector y = FloatVector.fromArray(SPECIES, state, lane + 2 * width);
        for (int t = turn; t < end; t++) {
            FloatVector next = FloatVector.fromArray(SPECIES, audio, PAD + 2 * t - (LANES - 2));
            FloatVector x = y.rearrange(ON).blend(next, FIRST);
            FloatVector v = x.sub(s2);
            VectorMask<Float> busy =
                    LAG.compare(VectorOperators.LE, t).and(LAG.compare(VectorOperators.GT, t - frames));
            y = d.mul(x).add(d1.mul(s1).add(d2.mul(s2)));
            s2 = s2.blend(s2.add(q.mul(s1)).add(r.mul(v)), busy);
            s1 = s1.blend(p.mul(s1).add(q.mul(v)), busy);
            if (t >= BEHIND) {
                ((FloatVector) y.castShape(FloatVector.SPECIES_64, 0)).intoArray(audio, PAD + 2 * (t - BEHIND));
            }
        }
        s1.intoArray(state, lane);
        s2.intoArray(state, lane + width);
        y.intoArray(state, lane + 2 * width);
    }

    @RealTime
    private static void moving(
            float[] audio, int frames, int width, int lane, float[] coefficients, float[] steps, float[] state) {
        FloatVector p = FloatVector.fromArray(SPECIES, coefficients, lane);
        FloatVector q = FloatVector.fromArray(SPECIES, coefficients, lane + width);
        FloatVector r = FloatVector.fromArray(SPECIES, coefficients, lane + 2 * width);
        FloatVector d = FloatVector.fromArray(SPECIES, coefficients, lane + 3 * width);
        FloatVector d1 = FloatVector.fromArray(SPECIES, coefficients, lane + 4 * width);
        FloatVector d2 = FloatVector.fromArray(SPECIES, coefficients, lane + 5 * width);
        FloatVector s1 = FloatVector.fromArray(SPECIES, state, lane);
        FloatVector s2 = FloatVector.fromArray(SPECIES, state, lane + width);
        FloatVector y = FloatVector.zero(SPECIES);
        for (int t = 0; t < frames + BEHIND; t++) {
            FloatVector next = FloatVector.fromArray(SPECIES, audio, PAD + 2 * t - (LANES - 2));
            FloatVector x = y.rearrange(ON).blend(next, FIRST);
            FloatVector v = x.sub(s2);
            VectorMask<Float> busy =
                    LAG.compare(VectorOperators.LE, t).and(LAG.compare(VectorOperators.GT, t - frames));
            y = d.mul(x).add(d1.mul(s1).add(d2.mul(s2)));
            s2 = s2.blend(s2.add(q.mul(s1)).add(r.mul(v)), busy);
            s1 = s1.blend(p.mul(s1).add(q.mul(v)), busy);
            if (t >= BEHIND) {
                ((FloatVector) y.castShape(FloatVector.SPECIES_64, 0)).intoArray(audio, PAD + 2 * (t - BEHIND));
            }
            p = p.blend(p.add(FloatVector.fromArray(SPECIES, steps, lane)), busy);
            q = q.blend(q.add(FloatVector.fromArray(SPECIES, steps, lane + width)), busy);
            r = r.blend(r.add(FloatVector.fromArray(SPECIES, steps, lane + 2 * width)), busy);
            d = d.blend(d.add(FloatVector.fromArray(SPECIES, steps, lane + 3 * width)), busy);
            d1 = d1.blend(d1.add(FloatVector.fromArray(SPECIES, steps, lane + 4 * width)), busy);
            d2 = d2.blend(d2.add(FloatVector.fromArray(SPECIES, steps, lane + 5 * width)), busy);
        }
        s1.intoArray(state, lane);
        s2.intoArray(state, lane + width);
        p.intoArray(coefficients, lane);
        q.intoArray(coefficients, lane + width);
        r.intoArray(coefficients, lane + 2 * width);
        d.intoArray(coefficients, lane + 3 * width);
        d1.intoArray(coefficients, lane + 4 * width);
        d2.intoArray(coefficients, lane + 5 * width);
    }

    private static VectorSpecies<Float> species() {
        return switch (FloatVector.SPECIES_PREFERRED.length()) {
            case 1, 2, 4 -> FloatVector.SPECIES_128;
            case 8 -> FloatVector.SPECIES_256;
            default -> FloatVector.SPECIES_512;
        };
    }

    private static FloatVector lag() {
        float[] lag = new float[MAX_LANES];
        for (int lane = 0; lane < LANES; lane++) {
            lag[lane] = BEHIND - lane / 2;
        }
        return FloatVector.fromArray(SPECIES, lag, 0);
    }
}
