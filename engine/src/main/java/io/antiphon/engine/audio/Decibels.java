package io.antiphon.engine.audio;

/** Conversions between linear amplitude and decibels; the same bits on every machine. Not for the render thread. */
public final class Decibels {
    private Decibels() {}

    /** Linear amplitude of a level in dB; −∞ gives 0. */
    public static double toLinear(double db) {
        return StrictMath.pow(10.0, db / 20.0);
    }

    /** Level in dB of a linear amplitude ≥ 0; 0 gives −∞. */
    public static double ofLinear(double amplitude) {
        return 20.0 * StrictMath.log10(amplitude);
    }
}
