package io.antiphon.systemtests.peer;

import java.util.Arrays;

/**
 * Measures tones the way an analyser does: fits a sine to each by least squares, its frequency too, and looks at what is
 * left over.
 */
public final class ToneFit {
    private static final int ITERATIONS = 6;

    private final double[] hz;
    private final double[] cosine;
    private final double[] sine;
    private final double[] residual;

    private ToneFit(double[] hz, double[] cosine, double[] sine, double[] residual) {
        this.hz = hz;
        this.cosine = cosine;
        this.sine = sine;
        this.residual = residual;
    }

    /**
     * Fits tones near the given frequencies to a stretch of sound. The stretch shall hold ten cycles and more, and the
     * true frequencies lie within a quarter of its resolution.
     */
    public static ToneFit of(float[] samples, int from, int to, double rateHz, double... nearHz) {
        int tones = nearHz.length;
        double[] hz = nearHz.clone();
        double[] cosine = new double[tones];
        double[] sine = new double[tones];
        double[] residual = new double[to - from];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            // Unknowns: offset; then for each tone cosine, sine and, once these are known, a step of the frequency.
            int unknowns = 1 + tones * (iteration == 0 ? 2 : 3);
            double[][] normal = new double[unknowns][unknowns + 1];
            double[] row = new double[unknowns];
            double middle = (to - from - 1) / 2.0;
            for (int i = 0; i < residual.length; i++) {
                double seconds = (i - middle) / rateHz;
                row[0] = 1;
                for (int t = 0; t < tones; t++) {
                    double angle = 2 * Math.PI * hz[t] * seconds;
                    row[1 + 2 * t] = Math.cos(angle);
                    row[2 + 2 * t] = Math.sin(angle);
                    if (iteration > 0) {
                        row[1 + 2 * tones + t] =
                                2 * Math.PI * seconds * (sine[t] * Math.cos(angle) - cosine[t] * Math.sin(angle));
                    }
                }
                for (int r = 0; r < unknowns; r++) {
                    for (int c = 0; c < unknowns; c++) {
                        normal[r][c] += row[r] * row[c];
                    }
                    normal[r][unknowns] += row[r] * samples[from + i];
                }
            }
            double[] solution = solve(normal);
            for (int t = 0; t < tones; t++) {
                cosine[t] = solution[1 + 2 * t];
                sine[t] = solution[2 + 2 * t];
                hz[t] += iteration == 0 ? 0 : solution[1 + 2 * tones + t];
            }
            for (int i = 0; i < residual.length; i++) {
                double seconds = (i - middle) / rateHz;
                double model = solution[0];
                for (int t = 0; t < tones; t++) {
                    double angle = 2 * Math.PI * hz[t] * seconds;
                    model += cosine[t] * Math.cos(angle) + sine[t] * Math.sin(angle);
                }
                residual[i] = samples[from + i] - model;
            }
        }
        return new ToneFit(hz, cosine, sine, residual);
    }

    /**
     * Peak level in dBFS of what a stretch of sound holds at one frequency, under a Hann window: for one tone among many,
     * which a fit would take for noise. A stretch of a second tells tones apart that are a few Hz from each other.
     */
    public static double levelDbfs(float[] samples, int from, int to, double rateHz, double hz) {
        double re = 0;
        double im = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from) / (to - from));
            double angle = 2 * Math.PI * hz * i / rateHz;
            re += window * samples[i] * Math.cos(angle);
            im += window * samples[i] * Math.sin(angle);
            weight += window;
        }
        return 20 * Math.log10(2 * Math.hypot(re, im) / weight + 1e-9);
    }

    /** Peak level of a tone in dBFS. */
    public double levelDbfs(int tone) {
        return 20 * Math.log10(Math.hypot(cosine[tone], sine[tone]));
    }

    /** Frequency of a tone. */
    public double hz(int tone) {
        return hz[tone];
    }

    /** Phase of a tone in the middle of the stretch, as of a sine; −π…π. */
    public double phase(int tone) {
        return Math.atan2(cosine[tone], sine[tone]);
    }

    /** Largest sample of all that is not one of the tones, in dBFS. */
    public double residualPeakDbfs() {
        return 20 * Math.log10(Arrays.stream(residual).map(Math::abs).max().orElse(0) + 1e-10);
    }

    /** RMS of all that is not one of the tones, in dBFS of a full-scale sine's peak. */
    public double residualDbfs() {
        double squares = Arrays.stream(residual).map(x -> x * x).sum();
        return 10 * Math.log10(squares / residual.length + 1e-20);
    }

    /** Gauss's elimination with pivots; the last column is the right side. */
    private static double[] solve(double[][] matrix) {
        int n = matrix.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                if (Math.abs(matrix[row][column]) > Math.abs(matrix[pivot][column])) {
                    pivot = row;
                }
            }
            double[] swap = matrix[column];
            matrix[column] = matrix[pivot];
            matrix[pivot] = swap;
            for (int row = 0; row < n; row++) {
                if (row != column) {
                    double factor = matrix[row][column] / matrix[column][column];
                    for (int k = column; k <= n; k++) {
                        matrix[row][k] -= factor * matrix[column][k];
                    }
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = matrix[i][n] / matrix[i][i];
        }
        return solution;
    }
}
