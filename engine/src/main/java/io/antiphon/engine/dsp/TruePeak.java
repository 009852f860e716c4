package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * True peak of a signal of up to 8 channels, ITU-R BS.1770-5, annex 2: at least 192,000 positions a second are looked
 * at. Owned by the render thread.
 */
public final class TruePeak {
    /** Long enough to be flat to 20 kHz at 48 kHz. */
    private static final int TAPS = 24;

    private static final double BETA = 5;
    private static final int POSITIONS_A_SECOND = 192_000;
    private static final int MOST_POSITIONS = 4;

    private final PeakInterpolator interpolator;
    private final int frames;
    private final float[][] lines;
    private final boolean[] atRest = new boolean[AudioBlock.MAX_CHANNELS];
    private final float[] peaks;

    /**
     * @param sampleRateHz rate of the signal
     * @param frames frames of a period
     */
    public TruePeak(int sampleRateHz, int frames) {
        int factor = Math.clamp(Math.ceilDiv(POSITIONS_A_SECOND, sampleRateHz), 1, MOST_POSITIONS);
        this.interpolator = new PeakInterpolator(factor, TAPS, BETA, frames);
        this.frames = frames;
        this.lines = new float[AudioBlock.MAX_CHANNELS][interpolator.history() + frames];
        this.peaks = new float[frames];
        Arrays.fill(atRest, true);
    }

    /**
     * Takes a period.
     *
     * @param known a peak that is known already; what cannot be larger is not looked at
     * @return the largest true peak of all channels, at least {@code known}
     */
    @RealTime
    public float raise(AudioBlock block, float known) {
        float highest = known;
        for (int c = 0; c < lines.length; c++) {
            if (c < block.channels() && !block.isSilent()) {
                System.arraycopy(block.channel(c), 0, lines[c], interpolator.history(), frames);
                atRest[c] = false;
            } else if (!atRest[c]) {
                Arrays.fill(lines[c], interpolator.history(), lines[c].length, 0f);
            }
            if (!atRest[c]) {
                highest = raise(c, highest);
            }
        }
        return highest;
    }

    @RealTime
    private float raise(int channel, float known) {
        float[] line = lines[channel];
        float highest = known;
        float largest = PeakInterpolator.largest(line, 0, line.length);
        if (!(largest <= Float.MAX_VALUE)) {
            Arrays.fill(line, 0f); // what is no number has no peak
        } else if (largest * interpolator.largestGain() > known) {
            Arrays.fill(peaks, 0f);
            interpolator.raise(line, interpolator.history(), peaks);
            highest = Math.max(known, PeakInterpolator.largest(peaks, 0, frames));
        }
        System.arraycopy(line, frames, line, 0, interpolator.history());
        atRest[channel] = largest == 0;
        return highest;
    }
}
