package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Coefficients of a Kaiser-windowed sinc low-pass at a number of positions, the phases, between two input frames;
 * immutable, any thread may read.
 *
 * <p>Row {@code p} holds the taps for an output frame that lies {@code p / phases} of a frame behind the input frame in
 * the middle of the window; one row more closes the circle, so that a position between two rows is always between a row
 * and the one behind it. When the output rate is lower than the input rate the cutoff falls with it and the window grows
 * in proportion, so that the transition band keeps its width in octaves.
 */
final class SincTable {
    /** Most input frames an output frame. */
    static final int MAX_RATIO = 16;

    /** Taps are padded to whole vectors of the kernels. */
    private static final int LANES = 8;

    /** Ratios closer than this part share a table; moves the cutoff by 0.1 % at most. */
    private static final int STRETCH_STEPS = 1024;

    private static final Map<Shape, SincTable> TABLES = new ConcurrentHashMap<>();

    private final int taps;
    private final int phases;
    private final float[] rows;

    private SincTable(Shape shape) {
        this.taps = shape.taps();
        this.phases = shape.phases;
        this.rows = shape.rows();
    }

    /**
     * The table for that ratio; made at the first call and shared.
     *
     * @param quality length and steepness
     * @param phases positions between two input frames
     * @param inputPerOutput input frames an output frame, at most {@value #MAX_RATIO}
     */
    static SincTable of(ResampleQuality quality, int phases, double inputPerOutput) {
        if (!(inputPerOutput > 0 && inputPerOutput <= MAX_RATIO)) {
            throw new IllegalArgumentException("inputPerOutput=" + inputPerOutput + ": above 0, at most " + MAX_RATIO);
        }
        int stretch = Math.max(STRETCH_STEPS, (int) Math.ceil(inputPerOutput * STRETCH_STEPS - 1e-6));
        return TABLES.computeIfAbsent(new Shape(quality, phases, stretch), SincTable::new);
    }

    /** Taps of each row, a multiple of 8. */
    @RealTime
    int taps() {
        return taps;
    }

    /** Positions between two input frames. */
    @RealTime
    int phases() {
        return phases;
    }

    /** All rows one behind the other, {@link #phases} + 1 of them. */
    @RealTime
    float[] rows() {
        return rows;
    }

    /**
     * What a table is made from.
     *
     * @param quality length and steepness
     * @param phases positions between two input frames
     * @param stretch by how much the window is longer and the cutoff lower, in {@value #STRETCH_STEPS}ths
     */
    private record Shape(ResampleQuality quality, int phases, int stretch) {
        private int taps() {
            return Math.ceilDiv(quality.taps * stretch, STRETCH_STEPS * LANES) * LANES;
        }

        private float[] rows() {
            int taps = taps();
            double cutoff = quality.cutoff * STRETCH_STEPS / stretch;
            float[] rows = new float[(phases + 1) * taps];
            for (int phase = 0; phase <= phases; phase++) {
                double[] row = Kaiser.windowedSinc(taps, (double) phase / phases, cutoff, quality.beta);
                for (int tap = 0; tap < taps; tap++) {
                    rows[phase * taps + tap] = (float) row[tap];
                }
            }
            return rows;
        }
    }
}
