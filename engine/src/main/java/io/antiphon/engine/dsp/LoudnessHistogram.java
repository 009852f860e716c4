package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * Energies of measuring blocks since a start, by loudness in steps of {@value #STEP_LU} LU above the absolute gate of
 * −70 LUFS, in bounded memory. The energies themselves are summed up, so a step's width only decides which blocks a
 * relative gate lets through. One thread writes; a reader on another one takes a {@link #copy} under the owner's lock.
 */
public final class LoudnessHistogram {
    private static final double STEP_LU = 0.05;
    private static final double LOWEST_LUFS = -70;
    private static final int BINS = 2_000;
    private static final double RELATIVE_GATE_LU = -10;
    private static final double RANGE_GATE_LU = -20;
    private static final double RANGE_LOW = 0.10;
    private static final double RANGE_HIGH = 0.95;

    /** Lower edge of each bin; the last bin has no upper one. */
    private static final double[] EDGES = new double[BINS];

    static {
        for (int i = 0; i < BINS; i++) {
            EDGES[i] = Loudness.energy(LOWEST_LUFS + i * STEP_LU);
        }
    }

    private final int[] counts;
    private final double[] energies;

    /** An empty histogram. */
    public LoudnessHistogram() {
        this(new int[BINS], new double[BINS]);
    }

    private LoudnessHistogram(int[] counts, double[] energies) {
        this.counts = counts;
        this.energies = energies;
    }

    /** Adds a block; one at or below the absolute gate is left out. */
    @RealTime
    public void add(double energy) {
        if (energy <= EDGES[0]) {
            return;
        }
        int bin = binOf(energy);
        counts[bin]++;
        energies[bin] += energy;
    }

    /** Forgets all blocks. */
    @RealTime
    public void clear() {
        Arrays.fill(counts, 0);
        Arrays.fill(energies, 0);
    }

    /** What stands there now. */
    public LoudnessHistogram copy() {
        return new LoudnessHistogram(counts.clone(), energies.clone());
    }

    /** Integrated loudness, BS.1770-5: mean of the blocks that are not 10 LU below the mean of all; −∞ without blocks. */
    public double integratedLufs() {
        return Loudness.lufs(meanEnergy(gateBin(RELATIVE_GATE_LU)));
    }

    /** Loudness range, EBU Tech 3342: from the 10th to the 95th percentile of the blocks within 20 LU of the mean. */
    public double rangeLu() {
        int gate = gateBin(RANGE_GATE_LU);
        long blocks = 0;
        for (int i = gate; i < BINS; i++) {
            blocks += counts[i];
        }
        return blocks == 0
                ? 0
                : (percentileBin(gate, blocks, RANGE_HIGH) - percentileBin(gate, blocks, RANGE_LOW)) * STEP_LU;
    }

    private int percentileBin(int gate, long blocks, double part) {
        long rank = Math.round((blocks - 1) * part);
        int bin = gate;
        for (long seen = counts[bin]; seen <= rank; seen += counts[bin]) {
            bin++;
        }
        return bin;
    }

    private int gateBin(double relativeLu) {
        double gate = meanEnergy(0) * StrictMath.pow(10, relativeLu / 10);
        return gate > EDGES[0] ? binOf(gate) : 0;
    }

    private double meanEnergy(int fromBin) {
        long blocks = 0;
        double sum = 0;
        for (int i = fromBin; i < BINS; i++) {
            blocks += counts[i];
            sum += energies[i];
        }
        return blocks == 0 ? 0 : sum / blocks;
    }

    @RealTime
    private static int binOf(double energy) {
        int low = 0;
        int high = BINS - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (EDGES[middle] <= energy) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
