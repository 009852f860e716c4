package io.antiphon.engine.dsp;

/**
 * The spectrum of the last third of a second in bands of a twelfth of an octave. A sine at full scale on one side reads 0
 * dBFS in its band; both sides add their powers. Keeps what it looks at; one thread.
 *
 * <pre>
 * left + i·right ──► last 16384 frames ──► Hann window ──► transform ──► power of each bin ──► sums by band
 * </pre>
 */
public final class OctaveSpectrum {
    /** Bands. */
    public static final int BANDS = 115;

    /** Bands in an octave. */
    public static final int BANDS_AN_OCTAVE = 12;

    /** What silence reads. */
    public static final double FLOOR_DB = -120;

    /** Index of the band at 1 kHz. */
    private static final int BAND_AT_1_KHZ = 60;

    private static final int SIZE = 16_384;

    private final double sampleRateHz;
    private final FourierTransform fourier = new FourierTransform(SIZE);
    private final float[][] last = new float[2][SIZE];
    private final double[] window = new double[SIZE];
    private final double[] re = new double[SIZE];
    private final double[] im = new double[SIZE];
    private final double[] power = new double[SIZE / 2];
    private int at;

    /** @param sampleRateHz rate of what it is fed */
    public OctaveSpectrum(double sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        for (int i = 0; i < SIZE; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE);
        }
    }

    /** Middle of a band, from 31.25 Hz on. */
    public static double centreHz(int band) {
        return 1000 * Math.pow(2, (double) (band - BAND_AT_1_KHZ) / BANDS_AN_OCTAVE);
    }

    /** Takes the next frames of both sides. */
    public void feed(float[][] from, int frames) {
        for (int i = 0; i < frames; i++) {
            last[0][at] = from[0][i];
            last[1][at] = from[1][i];
            at = (at + 1) % SIZE;
        }
    }

    /** Level of each band in dBFS, not below {@link #FLOOR_DB}. */
    public double[] levelsDb() {
        for (int i = 0; i < SIZE; i++) {
            int from = (at + i) % SIZE;
            re[i] = window[i] * last[0][from];
            im[i] = window[i] * last[1][from];
        }
        fourier.transform(re, im);
        // Of a sine of amplitude A, the bins of positive frequency hold A²/4 · SIZE · Σ window², which is 3/8 · SIZE.
        double scale = 4.0 / (SIZE * 0.375 * SIZE);
        for (int k = 1; k < power.length; k++) {
            int mirror = SIZE - k;
            double both = re[k] * re[k] + im[k] * im[k] + re[mirror] * re[mirror] + im[mirror] * im[mirror];
            power[k] = scale * both / 2;
        }
        double[] levels = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            levels[band] = Math.max(FLOOR_DB, 10 * Math.log10(powerOf(band) + 1e-30));
        }
        return levels;
    }

    /** A bin that lies across the edge of two bands is shared by its width. */
    private double powerOf(int band) {
        double edge = Math.pow(2, 0.5 / BANDS_AN_OCTAVE);
        double binHz = sampleRateHz / SIZE;
        double low = centreHz(band) / edge / binHz;
        double high = Math.min(centreHz(band) * edge / binHz, power.length - 0.5);
        double sum = 0;
        for (int k = (int) Math.round(low); k < power.length && k - 0.5 < high; k++) {
            double part = Math.min(high, k + 0.5) - Math.max(low, k - 0.5);
            sum += Math.max(0, part) * power[k];
        }
        return sum;
    }
}
