package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of gains whose coefficients move to each new target in a straight ramp of {@value RampedGain#RAMP_FRAMES}
 * frames.
 *
 * <p>Any thread sets the target, latest wins; the render thread applies it. When the number of channels that come in
 * changes, the matrix is the one for the new number from the first frame on: other channels are other audio.
 */
public final class RampedMatrix {
    private static final int SIZE = MatrixKernel.SIZE;
    private static final MatrixKernel KERNEL = LevelKernels.MATRIX.kernel();

    private final int outputs;
    private final float[] now = new float[SIZE * SIZE];
    private final float[] goal = new float[SIZE * SIZE];
    private final float[] step = new float[SIZE * SIZE];

    private volatile Target wanted;
    private Target taken;
    private int inputs;
    private int framesLeft;

    /**
     * @param outputs channels that come out
     * @param targets by the number of channels that come in: {@link MatrixKernel#SIZE} rows of as many gains, or null for
     *     the automatic matrix; {@code MatrixKernel.SIZE + 1} long
     */
    public RampedMatrix(int outputs, float[] @Nullable [] targets) {
        this.outputs = outputs;
        this.wanted = new Target(targets);
        this.taken = wanted;
    }

    /** Sets where to go; see the constructor. The arrays are not to be changed any more. Any thread. */
    public void setTargets(float[] @Nullable [] targets) {
        if (!Arrays.deepEquals(wanted.gains, targets)) {
            wanted = new Target(targets);
        }
    }

    /** True when nothing is on its way to another value. */
    @RealTime
    public boolean isSettled() {
        return wanted == taken && framesLeft == 0;
    }

    /** Goes to the target at once; for periods in which nothing can be heard of it. */
    @RealTime
    public void jump(int channels) {
        take(channels);
        arrive();
    }

    /** Renders one period; {@code from} and {@code into} are different arrays. */
    @RealTime
    public void apply(float[][] from, int channels, float[][] into, int frames) {
        take(channels);
        if (framesLeft == 0) {
            KERNEL.apply(from, channels, into, outputs, frames, now);
            return;
        }
        int length = Math.max(framesLeft, frames);
        for (int i = 0; i < step.length; i++) {
            step[i] = (goal[i] - now[i]) / length;
        }
        KERNEL.applyMoving(from, channels, into, outputs, frames, now, step);
        if (framesLeft <= frames) {
            arrive();
            return;
        }
        framesLeft -= frames;
        for (int i = 0; i < step.length; i++) {
            now[i] += step[i] * frames;
        }
    }

    @RealTime
    private void take(int channels) {
        Target next = wanted;
        boolean otherInput = channels != inputs;
        if (next == taken && !otherInput) {
            return;
        }
        taken = next;
        boolean first = inputs == 0 || otherInput;
        inputs = channels;
        float[] gains = next.gains[channels];
        if (gains != null) {
            System.arraycopy(gains, 0, goal, 0, goal.length);
        } else {
            fill(ChannelMatrix.auto(channels, outputs));
        }
        framesLeft = RampedGain.RAMP_FRAMES;
        if (first) {
            arrive();
        }
    }

    @RealTime
    private void fill(float[][] matrix) {
        Arrays.fill(goal, 0f);
        for (int in = 0; in < matrix.length; in++) {
            System.arraycopy(matrix[in], 0, goal, in * SIZE, outputs);
        }
    }

    @RealTime
    private void arrive() {
        System.arraycopy(goal, 0, now, 0, goal.length);
        framesLeft = 0;
    }

    /** What to go to; its identity tells a new one. */
    private static final class Target {
        private final float[] @Nullable [] gains;

        private Target(float[] @Nullable [] gains) {
            this.gains = gains;
        }
    }
}
