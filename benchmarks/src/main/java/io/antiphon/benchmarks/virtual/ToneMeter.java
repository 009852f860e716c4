package io.antiphon.benchmarks.virtual;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import java.util.Map;

/**
 * A sink that measures THD+N of a sine the way an analyser does whose notch follows the tone: in windows of 100 ms, a sine
 * with a frequency and a steady change of it is fitted by least squares, and what is left over is compared with it. How
 * far and how fast the pitch moves is told beside it, since the notch does not hear that. One thread.
 */
public final class ToneMeter implements SinkEndpoint {
    private static final int WINDOW_FRAMES = 4_800;
    private static final double RATE_HZ = 48_000;
    private static final int ROUNDS = 3;

    /** Cosine, sine, and the first-order effects of a step in frequency and in its slope. */
    private static final int UNKNOWNS = 4;

    private final double nominalHz;
    private final float[] window = new float[WINDOW_FRAMES];
    private final double[][] normal = new double[UNKNOWNS][UNKNOWNS + 1];
    private int filled;
    private double lastHz = Double.NaN;
    private double worstDb = Double.NEGATIVE_INFINITY;
    private double furthestPpm;
    private double steepestPpm;
    private double weakest = Double.MAX_VALUE;
    private long windows;

    /** @param nominalHz frequency that is about to come */
    public ToneMeter(double nominalHz) {
        this.nominalHz = nominalHz;
    }

    /** Forgets what was measured. */
    public void clear() {
        worstDb = Double.NEGATIVE_INFINITY;
        furthestPpm = 0;
        steepestPpm = 0;
        weakest = Double.MAX_VALUE;
        windows = 0;
        lastHz = Double.NaN;
        filled = 0;
    }

    /** What is left of the worst window, against the tone, in decibels. */
    public double worstDb() {
        return worstDb;
    }

    /** Furthest from the nominal frequency, in parts per million. */
    public double furthestPpm() {
        return furthestPpm;
    }

    /** Greatest difference between two windows, in parts per million a second. */
    public double steepestPpmPerSecond() {
        return steepestPpm;
    }

    /** Least amplitude of a window. */
    public double weakest() {
        return weakest;
    }

    /** Windows that were measured. */
    public long windows() {
        return windows;
    }

    @Override
    public void write(AudioBlock from, long position) {
        for (int i = 0; i < from.frames(); i++) {
            window[filled++] = from.channel(0)[i];
            if (filled == WINDOW_FRAMES) {
                filled = 0;
                measure();
            }
        }
    }

    private void measure() {
        double hz = nominalHz;
        double slope = 0;
        double cosine = 0;
        double sine = 0;
        for (int round = 0; round < ROUNDS; round++) {
            project(hz, slope, cosine, sine, round > 0);
            cosine = normal[0][UNKNOWNS];
            sine = normal[1][UNKNOWNS];
            hz += round > 0 ? normal[2][UNKNOWNS] : 0;
            slope += round > 0 ? normal[3][UNKNOWNS] : 0;
        }
        double rest = project(hz, slope, cosine, sine, true);
        double amplitude = Math.hypot(cosine, sine);
        worstDb = Math.max(worstDb, 10 * Math.log10(2 * rest / WINDOW_FRAMES / (amplitude * amplitude)));
        furthestPpm = Math.max(furthestPpm, Math.abs(hz / nominalHz - 1) * 1e6);
        if (!Double.isNaN(lastHz)) {
            steepestPpm = Math.max(steepestPpm, Math.abs(hz - lastHz) / nominalHz * 1e6 * RATE_HZ / WINDOW_FRAMES);
        }
        lastHz = hz;
        weakest = Math.min(weakest, amplitude);
        windows++;
    }

    /** One step of least squares; returns the energy that the amplitudes so far leave over. */
    private double project(double hz, double slope, double cosine, double sine, boolean moving) {
        int unknowns = moving ? UNKNOWNS : 2;
        for (double[] line : normal) {
            java.util.Arrays.fill(line, 0);
        }
        double[] row = new double[UNKNOWNS];
        double rest = 0;
        for (int i = 0; i < WINDOW_FRAMES; i++) {
            double seconds = (i - WINDOW_FRAMES / 2.0) / RATE_HZ;
            double angle = 2 * Math.PI * (hz * seconds + slope * seconds * seconds / 2);
            row[0] = Math.cos(angle);
            row[1] = Math.sin(angle);
            double turning = 2 * Math.PI * (sine * row[0] - cosine * row[1]);
            row[2] = turning * seconds;
            row[3] = turning * seconds * seconds / 2;
            double left = window[i] - cosine * row[0] - sine * row[1];
            rest += left * left;
            for (int r = 0; r < unknowns; r++) {
                for (int c = r; c < unknowns; c++) {
                    normal[r][c] += row[r] * row[c];
                }
                normal[r][UNKNOWNS] += row[r] * window[i];
            }
        }
        solve(unknowns);
        return rest;
    }

    /** Gauss, in place, on the symmetric matrix of which the upper half is given; the solution is the last column. */
    private void solve(int unknowns) {
        for (int r = 0; r < unknowns; r++) {
            for (int c = 0; c < r; c++) {
                normal[r][c] = normal[c][r];
            }
        }
        for (int p = 0; p < unknowns; p++) {
            for (int r = 0; r < unknowns; r++) {
                double factor = r == p ? 0 : normal[r][p] / normal[p][p];
                for (int c = p; c <= UNKNOWNS; c++) {
                    normal[r][c] -= factor * normal[p][c];
                }
            }
        }
        for (int r = 0; r < unknowns; r++) {
            normal[r][UNKNOWNS] /= normal[r][r];
        }
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of());
    }

    @Override
    public void close() {}
}
