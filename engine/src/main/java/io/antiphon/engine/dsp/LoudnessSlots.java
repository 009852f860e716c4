package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * K-weighted energy of a signal in slots of 10 ms, and its mean over the last 400 ms (momentary) and 3 s (short-term), as
 * ITU-R BS.1770-5 and EBU Tech 3341 define them. Owned by the render thread.
 *
 * <p>Energies are mean squares summed over the channels with their weights; {@link Loudness#lufs} makes LUFS of them.
 * The owner feeds a period piece by piece with {@link #feed}, and looks at the sums when {@link #endSlot} says so.
 */
public final class LoudnessSlots {
    /** Slots a second. */
    public static final int A_SECOND = 100;

    /** Slots of a momentary window and of a gating block: 400 ms. */
    public static final int MOMENTARY = 40;

    /** Slots of a short-term window: 3 s. */
    public static final int SHORT_TERM = 300;

    private final int sampleRateHz;
    private final KWeighting weighting;
    private final double[] sums = new double[AudioBlock.MAX_CHANNELS];
    private final double[] momentary = new double[MOMENTARY];
    private final double[] shortTerm = new double[SHORT_TERM];
    private int channels;
    private int framesLeft;
    private int rounding;
    private long slots;
    private int silentSlots = SHORT_TERM;

    /** @param sampleRateHz rate of the signal, at least 8,000 */
    public LoudnessSlots(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        this.weighting = new KWeighting(sampleRateHz);
        nextSlot();
    }

    /**
     * Takes the frames from {@code from} on, at most to the end of the slot.
     *
     * @param block the signal; a silent one costs nothing once the filters are at rest
     * @param from first frame to take
     * @return frames taken
     */
    @RealTime
    public int feed(AudioBlock block, int from) {
        int count = Math.min(framesLeft, block.frames() - from);
        float[] weights = Loudness.weights(block.channels());
        for (int c = 0; c < block.channels(); c++) {
            if (weights[c] != 0 && !(block.isSilent() && weighting.isAtRest(c))) {
                sums[c] += weighting.sumOfSquares(block.channel(c), c, from, from + count);
            }
        }
        if (block.channels() != channels) {
            changeChannels(block.channels());
        }
        framesLeft -= count;
        return count;
    }

    /** Ends the slot when it is whole, and tells whether it was. */
    @RealTime
    public boolean endSlot() {
        if (framesLeft > 0) {
            return false;
        }
        float[] weights = Loudness.weights(channels);
        double energy = 0;
        for (int c = 0; c < channels; c++) {
            energy += weights[c] * sums[c];
        }
        if (!(energy <= Double.MAX_VALUE)) { // a sample that is no number would never leave the filters again
            energy = 0;
            for (int c = 0; c < channels; c++) {
                weighting.rest(c);
            }
        }
        Arrays.fill(sums, 0);
        momentary[(int) (slots % MOMENTARY)] = energy;
        shortTerm[(int) (slots % SHORT_TERM)] = energy;
        slots++;
        silentSlots = energy == 0 ? Math.min(SHORT_TERM, silentSlots + 1) : 0;
        nextSlot();
        return true;
    }

    /** Slots that ended since the start. */
    @RealTime
    public long slots() {
        return slots;
    }

    /** True when nothing was heard in the last 3 s. */
    @RealTime
    public boolean isSilent() {
        return silentSlots >= SHORT_TERM;
    }

    /** Mean energy of the last 400 ms; what lies before the start counts as silence. */
    @RealTime
    public double momentaryEnergy() {
        return mean(momentary);
    }

    /** Mean energy of the last 3 s. */
    @RealTime
    public double shortTermEnergy() {
        return mean(shortTerm);
    }

    /** Four sums side by side, in the order of the ring. */
    @RealTime
    private double mean(double[] ring) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int i = 0; i < ring.length; i += 4) {
            sum0 += ring[i];
            sum1 += ring[i + 1];
            sum2 += ring[i + 2];
            sum3 += ring[i + 3];
        }
        return ((sum0 + sum1) + (sum2 + sum3)) * A_SECOND / ((double) ring.length * sampleRateHz);
    }

    @RealTime
    private void changeChannels(int next) {
        for (int c = next; c < channels; c++) {
            weighting.rest(c);
        }
        channels = next;
    }

    /** A rate that is no multiple of 100 has slots that differ by a frame. */
    @RealTime
    private void nextSlot() {
        rounding += sampleRateHz % A_SECOND;
        framesLeft = sampleRateHz / A_SECOND + (rounding >= A_SECOND ? 1 : 0);
        if (rounding >= A_SECOND) {
            rounding -= A_SECOND;
        }
    }
}
