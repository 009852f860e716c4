package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * The inner loop of the resampler: weighs a window of input frames for each output frame. Stateless; any thread.
 *
 * <p>There are twins, one in plain Java and one with the Vector API. Both multiply, add and sum up in the same order,
 * so that they give the same bits: eight running sums, tap {@code t} going to sum {@code t mod 8}, folded at the end as
 * {@code ((0+4)+(2+6)) + ((1+5)+(3+7))}; or, in a {@link #glide}, one sum from the first tap to the last. No fused multiply-add: it is slow where the processor has none.
 */
interface PolyphaseKernel {
    /** Running sums of one channel. */
    int LANES = 8;

    /** Running sums of one frame of two channels. */
    int SUMS = 2 * LANES;

    /** Output frames that are made at once while the ratio is next to 1. */
    int STRETCH = 32;

    /** Floats of scratch memory that a call needs: a row of coefficients, and the sums of all its frames. */
    static int scratchFloats(int taps, int maxFrames) {
        return taps + SUMS * Math.max(1, maxFrames);
    }

    /** Name for logs. */
    String name();

    /**
     * Makes output frames of all channels.
     *
     * @param plan where each output frame lies in the input
     * @param input planar input
     * @param channels channels of {@code input} and {@code into} in use
     * @param into planar output
     * @param offset first output frame in {@code into}
     * @param scratch {@link #scratchFloats} of the caller's, contents do not matter
     */
    @RealTime
    void convolve(ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch);

    /**
     * As {@link #convolve}, for output frames that lie on rows: takes the row that the plan names and nothing between
     * two of them.
     */
    @RealTime
    void convolveRows(ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch);

    /**
     * Makes {@link #STRETCH} output frames whose windows follow each other frame by frame, while the coefficients move
     * evenly from those at {@code from} towards those at {@code to}. Each output frame sums up its taps one after the
     * other, so that any number of frames may be worked on at once.
     *
     * @param weights both sets of coefficients
     * @param taps coefficients of a set
     * @param input planar input
     * @param channels channels of {@code input} and {@code into} in use
     * @param start first input frame of the first window
     * @param into planar output
     * @param offset first output frame in {@code into}
     */
    @RealTime
    void glide(
            float[] weights,
            int from,
            int to,
            int taps,
            float[][] input,
            int channels,
            int start,
            float[][] into,
            int offset);

    /**
     * Leaves the coefficients for a position between two rows in {@code weights}, from {@code at} on.
     *
     * @param table the rows
     * @param row start of the row before the position
     * @param fraction how far it is to the next row
     */
    @RealTime
    static void interpolate(SincTable table, int row, float fraction, float[] weights, int at) {
        int taps = table.taps();
        float[] rows = table.rows();
        for (int t = 0; t < taps; t++) {
            float before = rows[row + t];
            weights[at + t] = before + fraction * (rows[row + taps + t] - before);
        }
    }

    /** Adds up the eight running sums that start at {@code from} in the fixed order. */
    @RealTime
    static float fold(float[] sums, int from) {
        return ((sums[from] + sums[from + 4]) + (sums[from + 2] + sums[from + 6]))
                + ((sums[from + 1] + sums[from + 5]) + (sums[from + 3] + sums[from + 7]));
    }
}
