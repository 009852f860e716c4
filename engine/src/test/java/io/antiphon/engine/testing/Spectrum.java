package io.antiphon.engine.testing;

/** Power spectrum of a signal, averaged over half-overlapping pieces under a Hann window. */
public final class Spectrum {
    private final double[] power;
    private final double binHz;

    private Spectrum(double[] power, double binHz) {
        this.power = power;
        this.binHz = binHz;
    }

    /**
     * Takes all samples.
     *
     * @param samples signal
     * @param size frames of a piece, a power of two
     * @param sampleRateHz frames a second
     */
    public static Spectrum of(float[] samples, int size, double sampleRateHz) {
        double[] power = new double[size / 2 + 1];
        int pieces = 0;
        for (int at = 0; at + size <= samples.length; at += size / 2) {
            addPiece(samples, at, size, power);
            pieces++;
        }
        for (int bin = 0; bin < power.length; bin++) {
            // Twice, since half of the power stands at the negative frequencies; 3/8 is the power of the window.
            power[bin] *= 2.0 / (pieces * 0.375 * size * (double) size);
        }
        return new Spectrum(power, sampleRateHz / size);
    }

    /** Number of bins. */
    public int bins() {
        return power.length;
    }

    /** Mean square in one bin. */
    public double power(int bin) {
        return power[bin];
    }

    /** Frequency of a bin. */
    public double hz(int bin) {
        return bin * binHz;
    }

    /** Level in decibels of the mean square between two frequencies; 0 is a mean square of 1. */
    public double levelDb(double fromHz, double toHz) {
        double sum = 0;
        for (int bin = (int) Math.ceil(fromHz / binHz); bin < power.length && bin * binHz < toHz; bin++) {
            sum += power[bin];
        }
        return 10 * Math.log10(sum);
    }

    private static void addPiece(float[] samples, int at, int size, double[] power) {
        double[] re = new double[size];
        double[] im = new double[size];
        for (int i = 0; i < size; i++) {
            re[i] = samples[at + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
        }
        transform(re, im);
        for (int bin = 0; bin < power.length; bin++) {
            power[bin] += re[bin] * re[bin] + im[bin] * im[bin];
        }
    }

    /** Fourier transform in place, size a power of two: the even and the odd half, over and over. */
    private static void transform(double[] re, double[] im) {
        int size = re.length;
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
        for (int span = 2; span <= size; span <<= 1) {
            for (int k = 0; k < span / 2; k++) {
                double c = Math.cos(2 * Math.PI * k / span);
                double s = -Math.sin(2 * Math.PI * k / span);
                for (int a = k; a < size; a += span) {
                    int b = a + span / 2;
                    double r = re[b] * c - im[b] * s;
                    double i = re[b] * s + im[b] * c;
                    re[b] = re[a] - r;
                    im[b] = im[a] - i;
                    re[a] += r;
                    im[a] += i;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
