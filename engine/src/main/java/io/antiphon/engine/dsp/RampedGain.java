package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * A linear gain that moves to each new target in a straight ramp of {@value #RAMP_FRAMES} frames, unless told otherwise,
 * so that a change is never a step above −60 dB of the difference.
 *
 * <p>The control thread sets the target, latest wins; the render thread calls {@link #advance} once a period and applies
 * what stands between {@link #start} and {@link #step}.
 */
public final class RampedGain {
    /** Length of a ramp: 1/1024 of the difference a frame is −60.2 dB of it; 21 ms at 48 kHz. */
    public static final int RAMP_FRAMES = 1024;

    private volatile float target;
    private volatile int rampFrames = RAMP_FRAMES;
    private float rampTarget;
    private float start;
    private float step;
    private float next;
    private int framesLeft;

    /**
     * @param initial gain at the first frame
     * @param target gain to ramp to from there
     */
    public RampedGain(float initial, float target) {
        this.target = target;
        this.rampTarget = initial;
        this.next = initial;
    }

    /** Sets where to go. One thread. */
    public void setTarget(float gain) {
        setTarget(gain, RAMP_FRAMES);
    }

    /** Sets where to go, and in how many frames; a longer way that is under way is shortened to it. One thread. */
    public void setTarget(float gain, int frames) {
        rampFrames = frames;
        target = gain;
    }

    /** Where it goes. */
    @RealTime
    public float target() {
        return target;
    }

    /**
     * Moves on by one period of {@code frames}. A ramp that ends inside the period is stretched to the period's end, so
     * that a period has one step only.
     */
    @RealTime
    public void advance(int frames) {
        float wanted = target;
        int length = rampFrames;
        start = next;
        if (wanted != rampTarget) {
            rampTarget = wanted;
            framesLeft = length;
        }
        framesLeft = Math.min(framesLeft, length);
        if (framesLeft > frames) {
            step = (rampTarget - start) / framesLeft;
            next = start + step * frames;
            framesLeft -= frames;
        } else if (framesLeft > 0) {
            step = (rampTarget - start) / frames;
            next = rampTarget;
            framesLeft = 0;
        } else {
            step = 0;
        }
    }

    /**
     * Puts it where another rule wants it for a period, instead of {@link #advance}; a later ramp begins where that ends.
     */
    @RealTime
    public void place(float start, float step, int frames) {
        this.start = start;
        this.step = step;
        next = start + step * frames;
        rampTarget = Float.NaN; // whatever the target, the way to it is a new ramp
        framesLeft = 0;
    }

    /** Gain at the first frame of the period. */
    @RealTime
    public float start() {
        return start;
    }

    /** What is added for each frame of the period; 0 when the gain stands still. */
    @RealTime
    public float step() {
        return step;
    }

    /** True when it stands still and nobody wants it elsewhere: {@link #advance} would change nothing. */
    @RealTime
    public boolean isSettled() {
        return framesLeft == 0 && target == rampTarget;
    }

    /** True when it is settled at 0. */
    @RealTime
    public boolean isSettledAtZero() {
        return next == 0 && isSettled();
    }

    /** True when the whole period has gain 0. */
    @RealTime
    public boolean isZero() {
        return start == 0 && step == 0;
    }
}
