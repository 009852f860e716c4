package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * Resamples planar audio from one rate to another, both exact: every output frame lies on a row of the table, so that
 * nothing is interpolated and no position is ever rounded.
 *
 * <pre>
 * 44,100 → 48,000 = 147 → 160: output frame i lies at 147·i / 160, row (147·i) mod 160
 * </pre>
 *
 * <p>Owned by one thread, which asks how many frames are {@link #needed}, feeds them and lets it {@link #produce}. The
 * first output frame lies on the first input frame. Where one of the rates is measured or moves, {@link
 * VariableResampler} is the one to use.
 */
public final class FixedResampler {
    /** Most rows of a table: 11,025 → 192,000 asks for 2,560, and no pair of usual rates for more. */
    private static final int MAX_ROWS = 2_560;

    private final PolyphaseKernel kernel;
    private final SincTable table;
    private final ResamplePlan plan;
    private final ResampleWindow window;
    private final float[] scratch;
    private final int rows;
    private final int wholeStep;
    private final int rowStep;
    private int row;

    /**
     * @param channels channels, 1…8
     * @param fromHz rate of the input
     * @param toHz rate of the output, at least 1/16 of the input's
     * @param maxFrames most output frames of one turn
     * @param quality length of the filter
     */
    public FixedResampler(int channels, int fromHz, int toHz, int maxFrames, ResampleQuality quality) {
        this(channels, fromHz, toHz, maxFrames, quality, PolyphaseKernels.best());
    }

    FixedResampler(int channels, int fromHz, int toHz, int maxFrames, ResampleQuality quality, PolyphaseKernel kernel) {
        if (fromHz < 1 || toHz < 1) {
            throw new IllegalArgumentException("fromHz=" + fromHz + ", toHz=" + toHz + ": at least 1");
        }
        int common = greatestCommonDivisor(fromHz, toHz);
        this.rows = toHz / common;
        if (rows > MAX_ROWS) {
            throw new IllegalArgumentException("fromHz=" + fromHz + ", toHz=" + toHz + ": a ratio of " + fromHz / common
                    + " to " + rows + "; the second may be " + MAX_ROWS + " at most");
        }
        this.wholeStep = fromHz / common / rows;
        this.rowStep = fromHz / common % rows;
        double ratio = (double) fromHz / toHz;
        this.kernel = kernel;
        this.table = SincTable.of(quality, rows, ratio);
        this.plan = new ResamplePlan(table, maxFrames);
        this.window = new ResampleWindow(channels, table.taps(), maxFrames * ratio);
        this.scratch = new float[PolyphaseKernel.scratchFloats(table.taps(), maxFrames)];
    }

    /** Forgets all input; the next frame fed is the next one that comes out. */
    @RealTime
    public void reset() {
        window.reset();
        row = 0;
    }

    /** Input frames behind an output frame that must be there before it can come out. */
    @RealTime
    public int lookaheadFrames() {
        return table.taps() / 2;
    }

    /** Frames to feed so that {@code frames} output frames can come out; 0 when there are enough. */
    @RealTime
    public int needed(int frames) {
        if (frames == 0) {
            return 0;
        }
        return window.missing((long) wholeStep * (frames - 1) + ((long) rowStep * (frames - 1) + row) / rows);
    }

    /** Takes input frames, at most what is {@link #needed} for one turn and one turn more. */
    @RealTime
    public void feed(float[][] from, int offset, int frames) {
        window.feed(from, offset, frames);
    }

    /** Takes frames of silence. */
    @RealTime
    public void feedSilence(int frames) {
        window.feedSilence(frames);
    }

    /** True when everything that the next output frames could be made of is zero. */
    @RealTime
    public boolean holdsOnlySilence() {
        return window.holdsOnlySilence();
    }

    /**
     * Makes output frames, at most those of one turn; as many input frames as are {@link #needed} must have been fed.
     *
     * @param into planar room
     * @param offset first frame to fill
     * @param frames output frames
     */
    @RealTime
    public void produce(float[][] into, int offset, int frames) {
        pass(frames);
        kernel.convolveRows(plan, window.samples(), window.channels(), into, offset, scratch);
    }

    /** Moves on by output frames that nobody needs, for instance because they are known to be silent. */
    @RealTime
    public void pass(int frames) {
        plan.frames = 0;
        for (int i = 0; i < frames; i++) {
            plan.add(window.start(), row, 0f);
            row += rowStep;
            int carry = row >= rows ? 1 : 0;
            row -= carry * rows;
            window.advance(wholeStep + carry);
        }
    }

    private static int greatestCommonDivisor(int one, int other) {
        return other == 0 ? one : greatestCommonDivisor(other, one % other);
    }
}
