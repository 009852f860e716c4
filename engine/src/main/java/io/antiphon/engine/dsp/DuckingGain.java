package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/**
 * The gain of a signal that gives way to another one, the key: in straight lines of decibels down while the key sounds,
 * and up again when it has been quiet for the hold time. Owned by the render thread; the shape may be set by any.
 */
public final class DuckingGain {
    /** Bridges the zeros of the key's wave: 10 ms to 1/e, half a period of 16 Hz to −9 dB. */
    private static final double FOLLOW_SECONDS = 0.01;

    /** Below this the key is over; −180 dB. */
    private static final float NOTHING = 1e-9f;

    private final double follow;
    private final float[] key;
    private volatile Shape shape;
    private double level;
    private double gain = 1;
    private int heldFrames;

    /**
     * @param sampleRateHz rate of the signals
     * @param frames frames of a period
     * @param shape how to give way
     */
    public DuckingGain(int sampleRateHz, int frames, Shape shape) {
        this.follow = StrictMath.exp(-1 / (FOLLOW_SECONDS * sampleRateHz));
        this.key = new float[frames];
        this.shape = shape;
    }

    /** Takes another shape; the gain goes on from where it is. Any thread. */
    public void set(Shape next) {
        shape = next;
    }

    /** True when a silent key would change nothing. */
    @RealTime
    public boolean isResting() {
        return level == 0 && gain == 1 && heldFrames == 0;
    }

    /**
     * Listens to a period of the key.
     *
     * @param gains is filled with the gain of each frame when that is not 1 throughout
     * @return true when the gain is 1 for the whole period
     */
    @RealTime
    public boolean follow(AudioBlock from, float[] gains) {
        Shape now = shape;
        int frames = key.length;
        if (from.isSilent() && level < NOTHING) {
            level = 0;
            if (gain == 1 && heldFrames == 0) {
                return true;
            }
        }
        mixDown(from);
        boolean unity = true;
        for (int i = 0; i < frames; i++) {
            level = Math.max(key[i], level * follow);
            if (level > now.threshold()) {
                heldFrames = now.holdFrames();
                gain = towards(gain, now.floor(), now);
            } else if (heldFrames > 0) {
                heldFrames--;
                gain = towards(gain, now.floor(), now);
            } else {
                gain = towards(gain, 1, now);
            }
            gains[i] = (float) gain;
            unity &= gain == 1;
        }
        return unity;
    }

    /** The loudest channel of each frame; what is no number is not heard. */
    @RealTime
    private void mixDown(AudioBlock from) {
        for (int i = 0; i < key.length; i++) {
            float loudest = 0;
            for (int c = 0; c < from.channels(); c++) {
                float sample = Math.abs(from.channel(c)[i]);
                loudest = sample > loudest && sample <= Float.MAX_VALUE ? sample : loudest;
            }
            key[i] = loudest;
        }
    }

    @RealTime
    private static double towards(double gain, double target, Shape shape) {
        return gain > target ? Math.max(target, gain * shape.downFactor()) : Math.min(target, gain * shape.upFactor());
    }

    /**
     * How to give way.
     *
     * @param threshold peak of the key from which on the signal goes down
     * @param floor gain while the key sounds, above 0
     * @param downFactor of a frame on the way down
     * @param upFactor of a frame on the way up
     * @param holdFrames how long the key may pause
     */
    public record Shape(double threshold, double floor, double downFactor, double upFactor, int holdFrames) {
        /** The same, said in decibels and seconds. */
        public static Shape of(
                int sampleRateHz, double thresholdDb, double depthDb, double attack, double hold, double release) {
            double log = depthDb * StrictMath.log(10) / 20;
            return new Shape(
                    StrictMath.pow(10, thresholdDb / 20),
                    StrictMath.exp(-log),
                    StrictMath.exp(-log / (attack * sampleRateHz)),
                    StrictMath.exp(log / (release * sampleRateHz)),
                    (int) (hold * sampleRateHz));
        }
    }
}
