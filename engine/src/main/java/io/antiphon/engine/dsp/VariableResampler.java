package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.ring.AudioRing;

/**
 * Resamples planar audio by a ratio that may change at any time without a break in phase.
 *
 * <p>Owned by one thread, which asks how many frames are {@link #needed}, feeds them and lets it {@link #produce}. The
 * position is fixed point with 48 bits behind the point: what a constant ratio is off by after ten hours is less than
 * a hundred-thousandth of a frame. The first output frame lies on the first input frame; a frame comes out when the
 * {@link #lookaheadFrames} behind it are there.
 */
public final class VariableResampler {
    private static final int FRACTION_BITS = 48;
    private static final long ONE = 1L << FRACTION_BITS;

    /** How far the ratio may go from the one it was made for. */
    private static final double MAX_DEVIATION = 0.02;

    /**
     * How far from 1 the ratio may be for the coefficients to move evenly over a stretch: 244 ppm. What a sine at 20 kHz
     * is off by then is −85 dB, less at lower frequencies by the square.
     */
    private static final long MAX_GLIDE = ONE >> 12;

    private final PolyphaseKernel kernel;
    private final SincTable table;
    private final ResamplePlan plan;
    private final ResampleWindow window;
    private final double nominalRatio;
    private final float[] scratch;

    /** Coefficients at the two ends of a stretch. */
    private final float[] weights;

    /** Bits of the fraction behind those that choose the row of coefficients. */
    private final int phaseShift;

    private final long phaseMask;
    private final float phaseScale;

    private long fraction;
    private long step;

    /**
     * With the shortest filter that does for the ratio.
     *
     * @param channels channels, 1…8
     * @param nominalRatio input frames an output frame; {@link #setRatio} may go 2 % from it
     * @param maxFrames most output frames of one turn
     */
    public VariableResampler(int channels, double nominalRatio, int maxFrames) {
        this(
                channels,
                nominalRatio,
                maxFrames,
                nominalRatio == 1 ? ResampleQuality.EQUAL_RATES : ResampleQuality.TAPS_64);
    }

    /**
     * @param channels channels, 1…8
     * @param nominalRatio input frames an output frame; {@link #setRatio} may go 2 % from it
     * @param maxFrames most output frames of one turn
     * @param quality length of the filter
     */
    public VariableResampler(int channels, double nominalRatio, int maxFrames, ResampleQuality quality) {
        this(channels, nominalRatio, maxFrames, quality, PolyphaseKernels.best());
    }

    VariableResampler(
            int channels, double nominalRatio, int maxFrames, ResampleQuality quality, PolyphaseKernel kernel) {
        this.kernel = kernel;
        this.table = SincTable.of(quality, quality.phases, nominalRatio);
        this.plan = new ResamplePlan(table, maxFrames);
        this.nominalRatio = nominalRatio;
        this.window = new ResampleWindow(channels, table.taps(), maxFrames * nominalRatio * (1 + MAX_DEVIATION));
        this.scratch = new float[PolyphaseKernel.scratchFloats(table.taps(), maxFrames)];
        this.weights = new float[2 * table.taps()];
        this.phaseShift = FRACTION_BITS - Integer.numberOfTrailingZeros(table.phases());
        this.phaseMask = (1L << phaseShift) - 1;
        this.phaseScale = 1f / (1L << phaseShift);
        setRatio(nominalRatio);
    }

    /** Forgets all input; the next frame fed is the next one that comes out. */
    @RealTime
    public void reset() {
        window.reset();
        fraction = 0;
    }

    /** Sets input frames an output frame from the next output frame on; limited to 2 % around the nominal ratio. */
    @RealTime
    public void setRatio(double inputPerOutput) {
        double limited =
                Math.clamp(inputPerOutput, nominalRatio * (1 - MAX_DEVIATION), nominalRatio * (1 + MAX_DEVIATION));
        step = Math.round(limited * ONE);
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
        return window.missing((step * (frames - 1) + fraction) >>> FRACTION_BITS);
    }

    /** Output frames that can come out now, at most {@code limit}. */
    @RealTime
    public int producible(int limit) {
        int frames = 0;
        long position = fraction;
        while (frames < limit && window.missing(position >>> FRACTION_BITS) == 0) {
            position += step;
            frames++;
        }
        return frames;
    }

    /** Frames fed that no window has passed yet, counted from the end of the next window; may be a little negative. */
    @RealTime
    public double surplusFrames() {
        return window.surplus() - (double) fraction / ONE;
    }

    /** Takes input frames, at most what is {@link #needed} for one turn and one turn more. */
    @RealTime
    public void feed(float[][] from, int offset, int frames) {
        window.feed(from, offset, frames);
    }

    /** Takes input frames from a ring, as many as there are. Returns how many were taken. */
    @RealTime
    public int feed(AudioRing ring, int frames) {
        return window.feed(ring, frames);
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
        int made = Math.abs(step - ONE) <= MAX_GLIDE ? glide(into, offset, frames) : 0;
        convolve(into, offset + made, frames - made);
    }

    /** Makes as many whole stretches as there are. */
    @RealTime
    private int glide(float[][] into, int offset, int frames) {
        long moved = PolyphaseKernel.STRETCH * (step - ONE);
        int from = 0;
        boolean known = false;
        int made = 0;
        for (; made + PolyphaseKernel.STRETCH <= frames; made += PolyphaseKernel.STRETCH) {
            long end = fraction + moved;
            if (end < 0 || end >= ONE) { // the windows do not follow each other frame by frame
                convolve(into, offset + made, PolyphaseKernel.STRETCH);
                known = false;
                continue;
            }
            if (!known) {
                interpolate(fraction, from);
                known = true;
            }
            int to = table.taps() - from;
            interpolate(end, to);
            kernel.glide(
                    weights,
                    from,
                    to,
                    table.taps(),
                    window.samples(),
                    window.channels(),
                    window.start(),
                    into,
                    offset + made);
            from = to;
            fraction = end;
            window.advance(PolyphaseKernel.STRETCH);
        }
        return made;
    }

    @RealTime
    private void interpolate(long position, int at) {
        PolyphaseKernel.interpolate(
                table,
                (int) (position >>> phaseShift) * table.taps(),
                (position & phaseMask) * phaseScale,
                weights,
                at);
    }

    @RealTime
    private void convolve(float[][] into, int offset, int frames) {
        advance(frames);
        kernel.convolve(plan, window.samples(), window.channels(), into, offset, scratch);
    }

    /** Moves on by output frames that nobody needs, for instance because they are known to be silent. */
    @RealTime
    public void pass(int frames) {
        advance(frames);
    }

    @RealTime
    private void advance(int frames) {
        plan.frames = 0;
        for (int i = 0; i < frames; i++) {
            plan.add(window.start(), (int) (fraction >>> phaseShift), (fraction & phaseMask) * phaseScale);
            fraction += step;
            window.advance((int) (fraction >>> FRACTION_BITS));
            fraction &= ONE - 1;
        }
    }
}
