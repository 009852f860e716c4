package io.antiphon.engine.dsp;

/**
 * How good a resampler is, by the taps of its filter; {@code docs/operate/benchmarks.md} has the figures.
 *
 * <p>Taps are counted at the lower of the two rates: when the output rate is the lower one, the window grows in
 * proportion, so that the transition band keeps its width in octaves.
 */
public enum ResampleQuality {
    /**
     * For two clocks of one rate, where nothing between 24 and 28 kHz needs to be kept apart: 0.4 ms of latency at 48 kHz;
     * flat to 20 kHz, residual −100 dB; two thirds of the work of 64 taps.
     */
    EQUAL_RATES(40, 512, 1, 10),
    /** 0.7 ms of latency at 44.1 kHz; −0.2 dB at 19 kHz, residual −95 dB. */
    TAPS_64(64, 256, 0.92, 9.7),
    /** 1.5 ms of latency at 44.1 kHz; flat to 20 kHz, residual below −100 dB; about twice the work. */
    TAPS_128(128, 512, 0.955, 11.5);

    /** Taps when the output rate is not lower than the input rate. */
    final int taps;

    /** Positions between two input frames that a variable ratio interpolates between. */
    final int phases;

    /** Middle of the transition band as a part of the lower Nyquist frequency. */
    final double cutoff;

    /** Kaiser's shape: the higher, the deeper the stop band and the wider the transition. */
    final double beta;

    ResampleQuality(int taps, int phases, double cutoff, double beta) {
        this.taps = taps;
        this.phases = phases;
        this.cutoff = cutoff;
        this.beta = beta;
    }
}
