package io.antiphon.engine.dsp;

/**
 * What is done about the error of rounding to whole steps. Immutable; any thread.
 *
 * <p>Rounding alone makes an error that follows the signal: distortion, and silence below half a step. Triangular dither
 * of ±1 step makes it a noise that has nothing to do with the signal, −93.3 dBFS RMS at 16 bits as in AES17. Shaping
 * feeds each error back into the frames behind it, so that there is less of that noise where the ear is keen and more where
 * it is dull.
 */
public enum Dither {
    /** Rounds. */
    NONE,
    /** Adds triangular dither of ±1 step. */
    TRIANGULAR,
    /** Triangular dither, its noise shaped to the ear as far as the sample rate leaves room. */
    SHAPED;

    private static final double[] FLAT = {};

    /**
     * Fifth order, for 44.1 and 48 kHz: the ear's threshold turned around, from Lipshitz, Vanderkooy and Wannamaker,
     * Minimally Audible Noise Shaping, JAES 39 (1991). The noise is 16 dB lower below 3 kHz, 23 to 27 dB at 4 kHz,
     * and 17 to 19 dB higher at 20 kHz.
     */
    private static final double[] EAR = {2.033, -2.165, 1.959, -1.590, 0.6149};

    /** Second order, for 88.2 kHz and above, where everything moves to beyond what is heard: (1 − z⁻¹)². */
    private static final double[] STEEP = {2, -1};

    private static final int LOWEST_FOR_EAR_HZ = 44_100;
    private static final int LOWEST_FOR_STEEP_HZ = 88_200;

    /**
     * Weights of the errors before, the latest first: the noise gets the spectrum of {@code 1 − Σ wᵢ·z⁻ⁱ}. Empty when the
     * noise stays flat, as below 44.1 kHz, where there is no band to move it to.
     */
    double[] shape(int sampleRateHz) {
        if (this != SHAPED || sampleRateHz < LOWEST_FOR_EAR_HZ) {
            return FLAT;
        }
        return sampleRateHz < LOWEST_FOR_STEEP_HZ ? EAR : STEEP;
    }
}
