package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/**
 * The gain that brings a signal to a wished loudness, moved slowly. Owned by the render thread; the wish may be set by
 * any.
 *
 * <p>Its measure is the loudness of the last 3 s in which there was something to hear: the newest {@value #BLOCKS}
 * blocks of 400 ms, a tenth of a second apart, that stood above the gate, and of these the ones within 10 LU of their
 * mean, as in the integrated loudness of BS.1770. So pauses neither lower the measure nor move the gain: while the
 * signal is below the gate, everything stands still.
 */
public final class LoudnessSteering {
    private static final int BLOCKS = 30;

    /** Blocks that must have been heard before the gain moves for the first time: half a second of them. */
    private static final int ENOUGH_BLOCKS = 5;

    private static final int SLOTS_PER_BLOCK = LoudnessSlots.A_SECOND / 10;
    private static final double RELATIVE_GATE = 0.1;

    /** The gain goes this part of its way in a second, and no faster than the next two say. */
    private static final double APPROACH_PER_SECOND = 0.2;

    private static final double RISE_DB_PER_SECOND = 1.5;
    private static final double FALL_DB_PER_SECOND = 10;

    /** What is this much too loud is worth haste: that part of what goes beyond, a second. */
    private static final double FAR_TOO_LOUD_DB = 3;

    private static final double HASTE_PER_SECOND = 1.5;

    private static final double LN_PER_DB = StrictMath.log(10) / 20;
    private static final double LUFS_PER_LN = 10 / StrictMath.log(10);

    private final LoudnessSlots slots;
    private final double[] blocks = new double[BLOCKS];
    private int heard;
    private double wantedDb;
    private double gainDb;
    private float gain = 1;
    private volatile Wish wish;

    /**
     * @param sampleRateHz rate of the signal
     * @param wish where to go
     */
    public LoudnessSteering(int sampleRateHz, Wish wish) {
        this.slots = new LoudnessSlots(sampleRateHz);
        this.wish = wish;
    }

    /** Takes another wish; the gain moves there at its own pace. Any thread. */
    public void set(Wish next) {
        wish = next;
    }

    /** True when silence would change nothing: nothing is left in the windows and the gain stands. */
    @RealTime
    public boolean isResting() {
        return wantedDb == gainDb && slots.isSilent();
    }

    /** Listens to a period and gives the gain at its end. */
    @RealTime
    public float follow(AudioBlock block) {
        for (int at = 0; at < block.frames(); ) {
            at += slots.feed(block, at);
            if (slots.endSlot()) {
                onSlot();
            }
        }
        return gain;
    }

    @RealTime
    private void onSlot() {
        Wish now = wish;
        if (slots.slots() % SLOTS_PER_BLOCK == 0) {
            double energy = slots.momentaryEnergy();
            if (energy <= now.gateEnergy()) {
                wantedDb = gainDb;
            } else {
                blocks[heard % BLOCKS] = energy;
                heard = heard + 1 == 2 * BLOCKS ? BLOCKS : heard + 1;
                aim(now);
            }
        }
        double away = wantedDb - gainDb;
        if (away != 0) {
            gainDb += step(away, now) / LoudnessSlots.A_SECOND;
            gain = (float) StrictMath.exp(gainDb * LN_PER_DB);
        }
    }

    @RealTime
    private void aim(Wish now) {
        if (heard < ENOUGH_BLOCKS) {
            return;
        }
        double loudness = LUFS_PER_LN * StrictMath.log(meanAbove(RELATIVE_GATE * meanAbove(0)));
        double target = LUFS_PER_LN * StrictMath.log(now.targetEnergy());
        wantedDb = Math.clamp(target - loudness, -now.maxCutDb(), now.maxGainDb());
    }

    @RealTime
    private double meanAbove(double gate) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < Math.min(heard, BLOCKS); i++) {
            if (blocks[i] > gate) {
                sum += blocks[i];
                count++;
            }
        }
        return sum / count;
    }

    /** How far to go in a second. */
    @RealTime
    private static double step(double awayDb, Wish now) {
        double haste = Math.min(0, awayDb + FAR_TOO_LOUD_DB) * HASTE_PER_SECOND;
        double usual = Math.clamp(awayDb * APPROACH_PER_SECOND + haste, -FALL_DB_PER_SECOND, RISE_DB_PER_SECOND);
        double step = usual * (awayDb < 0 ? now.fallPace() : now.risePace());
        double most = Math.abs(awayDb) * LoudnessSlots.A_SECOND;
        return Math.clamp(step, -most, most);
    }

    /**
     * Where the gain shall go.
     *
     * @param targetEnergy energy of the wished loudness
     * @param gateEnergy energy below which the gain stands still
     * @param maxGainDb most that is turned up
     * @param maxCutDb most that is turned down
     * @param fallPace how many times as fast as usual it is turned down
     * @param risePace how many times as fast as usual it is turned up
     */
    public record Wish(
            double targetEnergy,
            double gateEnergy,
            double maxGainDb,
            double maxCutDb,
            double fallPace,
            double risePace) {
        /** The same at another pace. */
        public Wish at(double fall, double rise) {
            return new Wish(targetEnergy, gateEnergy, maxGainDb, maxCutDb, fall, rise);
        }

        /** The same, said in LUFS, at the usual pace. */
        public static Wish ofLufs(double target, double gate, double maxGainDb, double maxCutDb) {
            return new Wish(Loudness.energy(target), Loudness.energy(gate), maxGainDb, maxCutDb, 1, 1);
        }
    }
}
