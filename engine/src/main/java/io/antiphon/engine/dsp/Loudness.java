package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.List;

/** The scale of ITU-R BS.1770-5: channel weights, and LUFS from energy and back. Stateless; any thread. */
public final class Loudness {
    /** Makes a 997 Hz sine of full scale on one channel read −3.01 LUFS. */
    private static final double OFFSET_LU = -0.691;

    private static final float SURROUND = 1.41f;
    private static final float[][] WEIGHTS = new float[AudioBlock.MAX_CHANNELS + 1][];

    static {
        for (int channels = 0; channels < WEIGHTS.length; channels++) {
            WEIGHTS[channels] = makeWeights(Speaker.LAYOUTS.get(channels));
        }
    }

    private Loudness() {}

    /** Weight of each of 1…8 channels; not to be written to. */
    @RealTime
    static float[] weights(int channels) {
        return WEIGHTS[channels];
    }

    /** LUFS of a weighted mean square; −∞ of 0. Not for the render thread: the last bit may differ between compilers. */
    public static double lufs(double energy) {
        return OFFSET_LU + 10 * Math.log10(energy);
    }

    /** Weighted mean square of a loudness. */
    public static double energy(double lufs) {
        return StrictMath.pow(10, (lufs - OFFSET_LU) / 10);
    }

    /**
     * BS.1770-5, table 4: 1.41 between 60° and 120° to either side. Where there are side speakers the back ones stand
     * behind that; where there are none the back ones are the surround speakers of 5.1 at 110°.
     */
    private static float[] makeWeights(List<Speaker> speakers) {
        boolean sides = speakers.contains(Speaker.SL);
        float[] weights = new float[speakers.size()];
        for (int c = 0; c < weights.length; c++) {
            weights[c] = switch (speakers.get(c)) {
                case FL, FR, FC, BC -> 1;
                case LFE -> 0;
                case BL, BR -> sides ? 1 : SURROUND;
                case SL, SR -> SURROUND;
            };
        }
        return weights;
    }
}
