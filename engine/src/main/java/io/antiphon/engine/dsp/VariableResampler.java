package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.ring.AudioRing;
import java.util.Arrays;

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

    /** Bits of the fraction that choose the row of coefficients. */
    private static final int PHASE_SHIFT = FRACTION_BITS - Integer.numberOfTrailingZeros(SincTable.PHASES);

    private static final long PHASE_MASK = (1L << PHASE_SHIFT) - 1;
    private static final float PHASE_SCALE = 1f / (1L << PHASE_SHIFT);

    /** How far the ratio may go from the one it was made for. */
    private static final double MAX_DEVIATION = 0.02;

    private final PolyphaseKernel kernel;
    private final SincTable table;
    private final ResamplePlan plan;
    private final float[][] history;
    private final int channels;
    private final double nominalRatio;
    private final float[] scratch;

    private int start;
    private int end;
    private long fraction;
    private long step;

    /**
     * @param channels channels, 1…8
     * @param nominalRatio input frames an output frame; {@link #setRatio} may go 2 % from it
     * @param maxFrames most output frames of one turn
     */
    public VariableResampler(int channels, double nominalRatio, int maxFrames) {
        this(channels, nominalRatio, maxFrames, PolyphaseKernels.best());
    }

    VariableResampler(int channels, double nominalRatio, int maxFrames, PolyphaseKernel kernel) {
        this.kernel = kernel;
        this.table = SincTable.forRatio(nominalRatio);
        this.plan = new ResamplePlan(table, maxFrames);
        this.channels = channels;
        this.nominalRatio = nominalRatio;
        int turn = (int) Math.ceil(maxFrames * nominalRatio * (1 + MAX_DEVIATION)) + 2;
        this.history = new float[channels][table.taps() + 2 * turn];
        this.scratch = new float[PolyphaseKernel.SUMS + table.taps()];
        setRatio(nominalRatio);
        reset();
    }

    /** Forgets all input; the next frame fed is the next one that comes out. */
    @RealTime
    public void reset() {
        start = 0;
        end = table.taps() / 2 - 1;
        fraction = 0;
        for (int c = 0; c < channels; c++) {
            Arrays.fill(history[c], 0, end, 0f);
        }
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
        long last = start + ((step * (frames - 1) + fraction) >>> FRACTION_BITS);
        return Math.max(0, (int) (last + table.taps() - end));
    }

    /** Output frames that can come out now, at most {@code limit}. */
    @RealTime
    public int producible(int limit) {
        int frames = 0;
        long position = fraction;
        while (frames < limit && start + (position >>> FRACTION_BITS) + table.taps() <= end) {
            position += step;
            frames++;
        }
        return frames;
    }

    /** Frames fed that no window has passed yet, counted from the end of the next window; may be a little negative. */
    @RealTime
    public double surplusFrames() {
        return end - start - table.taps() - (double) fraction / ONE;
    }

    /** Takes input frames, at most what is {@link #needed} for one turn and one turn more. */
    @RealTime
    public void feed(float[][] from, int offset, int frames) {
        makeRoom(frames);
        for (int c = 0; c < channels; c++) {
            System.arraycopy(from[c], offset, history[c], end, frames);
        }
        end += frames;
    }

    /** Takes input frames from a ring, as many as there are. Returns how many were taken. */
    @RealTime
    public int feed(AudioRing ring, int frames) {
        makeRoom(frames);
        int taken = ring.read(history, end, frames);
        end += taken;
        return taken;
    }

    /** Takes frames of silence. */
    @RealTime
    public void feedSilence(int frames) {
        makeRoom(frames);
        for (int c = 0; c < channels; c++) {
            Arrays.fill(history[c], end, end + frames, 0f);
        }
        end += frames;
    }

    /** True when everything that the next output frames could be made of is zero. */
    @RealTime
    public boolean holdsOnlySilence() {
        for (int c = 0; c < channels; c++) {
            float[] channel = history[c];
            for (int i = end - 1; i >= start; i--) {
                if (channel[i] != 0f) {
                    return false;
                }
            }
        }
        return true;
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
        advance(frames);
        kernel.convolve(plan, history, channels, into, offset, scratch);
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
            plan.add(start, (int) (fraction >>> PHASE_SHIFT), (fraction & PHASE_MASK) * PHASE_SCALE);
            fraction += step;
            start += (int) (fraction >>> FRACTION_BITS);
            fraction &= ONE - 1;
        }
    }

    /** Moves what is still needed to the front when the end comes near. */
    @RealTime
    private void makeRoom(int frames) {
        if (end + frames <= history[0].length) {
            return;
        }
        int first = Math.min(start, end);
        for (int c = 0; c < channels; c++) {
            System.arraycopy(history[c], first, history[c], 0, end - first);
        }
        start -= first;
        end -= first;
    }
}
