package io.antiphon.engine.dsp;

/** The discrete Fourier transform of a power of two of complex numbers, in place, by Cooley and Tukey. Immutable. */
final class FourierTransform {
    private final int size;
    private final double[] cosine;
    private final double[] sine;

    /** @param size a power of two */
    FourierTransform(int size) {
        if (size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("transform: size=" + size + ": a power of two");
        }
        this.size = size;
        this.cosine = new double[size / 2];
        this.sine = new double[size / 2];
        for (int i = 0; i < size / 2; i++) {
            cosine[i] = Math.cos(2 * Math.PI * i / size);
            sine[i] = -Math.sin(2 * Math.PI * i / size);
        }
    }

    /** Transforms both arrays, which are as long as its size. */
    void transform(double[] re, double[] im) {
        int shift = Integer.numberOfLeadingZeros(size) + 1;
        for (int i = 0; i < size; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                swap(re, i, j);
                swap(im, i, j);
            }
        }
        for (int half = 1; half < size; half *= 2) {
            int stride = size / (2 * half);
            for (int start = 0; start < size; start += 2 * half) {
                for (int k = 0; k < half; k++) {
                    butterfly(re, im, start + k, start + k + half, k * stride);
                }
            }
        }
    }

    private void butterfly(double[] re, double[] im, int a, int b, int turn) {
        double real = re[b] * cosine[turn] - im[b] * sine[turn];
        double imaginary = re[b] * sine[turn] + im[b] * cosine[turn];
        re[b] = re[a] - real;
        im[b] = im[a] - imaginary;
        re[a] += real;
        im[a] += imaginary;
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
