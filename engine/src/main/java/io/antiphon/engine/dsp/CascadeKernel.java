package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * Second-order sections in series, on two channels at once. Stateless; any thread.
 *
 * <p>A section is a state-variable filter in trapezoidal form. Of its input x and its state (s1, s2) it makes
 *
 * <pre>
 * v   = x − s2
 * y   = d·x + (d1·s1 + d2·s2)
 * s1' = p·s1 + q·v
 * s2' = (s2 + q·s1) + r·v
 * </pre>
 *
 * with p = 2a − 1, q = 2ga, r = 2g²a, a = 1/(1 + g(g + k)). It was taken instead of a direct form since its coefficients
 * keep their precision at low frequencies (a direct form's noise at 65 Hz lies 20 dB higher in 32-bit floats), and since
 * the step from state to state never lengthens the vector (s1, s2): such steps stay so when their coefficients are moved
 * in straight lines, so that no movement, however quick, makes it ring up. Flat is d = 1, d1 = d2 = 0, and then y = x to the
 * bit.
 *
 * <p>Twins do these operations in this order, without fused multiply-add, so that they give the same bits.
 *
 * <p><b>Layout.</b> Coefficients, steps and state are rows of {@code width} floats, two floats for each section (left
 * and right, which have the same coefficients), the last section first; unused sections stand before and are flat. The audio is interleaved, its frames begin
 * at {@link #PAD}, and {@link #PAD} floats behind them may be overwritten.
 */
public interface CascadeKernel {
    /** Rows of coefficients: p, q, r, d, d1, d2. */
    int COEFFICIENTS = 6;

    /** The row of d, the first of those that do not belong to the poles. */
    int DIRECT = 3;

    /** Rows of state: s1, s2. */
    int STATES = 2;

    /** Sections come in whole groups of this number. */
    int GROUP = 8;

    /** Floats of interleaved audio before the first and behind the last frame. */
    int PAD = 2 * GROUP;

    /**
     * Filters in place.
     *
     * @param audio interleaved frames from {@link #PAD} on
     * @param frames frames of it, at least {@link #PAD}
     * @param sections sections in use, 1…width/2
     * @param width floats in a row, a multiple of 2·{@link #GROUP}
     * @param coefficients {@link #COEFFICIENTS} rows
     * @param state {@link #STATES} rows, and a row of scratch
     */
    @RealTime
    void filter(float[] audio, int frames, int sections, int width, float[] coefficients, float[] state);

    /**
     * Filters in place while the coefficients move: after each frame, {@code steps} is added to them. The array of
     * coefficients is moved on by {@code frames} steps too.
     */
    @RealTime
    void filterMoving(
            float[] audio, int frames, int sections, int width, float[] coefficients, float[] steps, float[] state);
}
