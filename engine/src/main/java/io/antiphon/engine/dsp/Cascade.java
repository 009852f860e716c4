package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;

/**
 * Filters in series on planar audio of 1…8 channels, whose settings may change while it runs.
 *
 * <p>Any thread sets where to go, latest wins; the render thread goes there in {@value RampedGain#RAMP_FRAMES} frames, each
 * coefficient in a straight line. Sections that are flat and stand still are left out. After each period, states below
 * 1e-20 are zero: the processor is a hundred times slower with numbers below 1e-38.
 */
public final class Cascade {
    private static final CascadeKernel KERNEL = CascadeKernels.CHOICE.kernel();

    private final CascadeLanes lanes;
    private final int capacity;
    private final float[] audio;

    /** Rows by section: where each coefficient is, where it goes, how far it moves a frame. */
    private final float[] now;

    private final float[] goal;
    private final float[] step;
    private final boolean[] inUse;

    private volatile CascadeSettings wanted;
    private CascadeSettings taken;
    private int framesLeft;
    private boolean ringing;

    /**
     * @param initial how it is from the first frame on; every later settings must have the same capacity
     * @param maxFrames most frames of a period; a period has at least 16
     */
    public Cascade(CascadeSettings initial, int maxFrames) {
        this.capacity = initial.capacity();
        this.lanes = new CascadeLanes(capacity);
        this.audio = new float[2 * CascadeKernel.PAD + 2 * maxFrames];
        this.now = new float[CascadeKernel.COEFFICIENTS * capacity];
        this.goal = new float[CascadeKernel.COEFFICIENTS * capacity];
        this.step = new float[CascadeKernel.COEFFICIENTS * capacity];
        this.inUse = new boolean[capacity];
        this.wanted = initial;
        this.taken = initial;
        aim();
        arrive();
    }

    /** Sets where to go. Any thread. */
    public void setTarget(CascadeSettings next) {
        if (next.capacity() != capacity) {
            throw new IllegalArgumentException("capacity=" + next.capacity() + ": " + capacity);
        }
        wanted = next;
    }

    /** True when silence going in comes out as silence: no state is left. */
    @RealTime
    public boolean isAtRest() {
        return !ringing;
    }

    /** True when nothing is on its way to another value. */
    @RealTime
    public boolean isSettled() {
        return wanted == taken && framesLeft == 0;
    }

    /** Goes where it should be at once; to be called instead of {@link #process} when nothing can be heard of it. */
    @RealTime
    public void jump() {
        CascadeSettings next = wanted;
        if (next != taken || framesLeft > 0) {
            taken = next;
            aim();
            arrive();
        }
    }

    /**
     * Filters one period.
     *
     * @param from planar input
     * @param into planar output; may be the input
     * @param channels channels of both, 1…8
     * @param frames frames of the period, at least 16
     */
    @RealTime
    public void process(float[][] from, float[][] into, int channels, int frames) {
        CascadeSettings next = wanted;
        if (next != taken) {
            taken = next;
            aim();
        }
        if (lanes.sections() == 0) {
            for (int c = 0; c < channels; c++) {
                System.arraycopy(from[c], 0, into[c], 0, frames);
            }
            return;
        }
        boolean moving = framesLeft > 0;
        if (moving) {
            setSteps(Math.max(framesLeft, frames));
        }
        ringing = false;
        for (int left = 0; left < AudioBlock.MAX_CHANNELS; left += 2) {
            if (left < channels) {
                float[] right = left + 1 < channels ? from[left + 1] : null;
                StereoFrames.weave(from[left], right, audio, CascadeKernel.PAD, frames);
                filter(left / 2, frames, moving);
                StereoFrames.unweave(
                        audio, CascadeKernel.PAD, into[left], right == null ? null : into[left + 1], frames);
                ringing |= lanes.flush(left / 2);
            } else {
                lanes.clear(left / 2);
            }
        }
        if (moving) {
            advance(frames);
        }
    }

    @RealTime
    private void filter(int pair, int frames, boolean moving) {
        if (moving) {
            lanes.lay(now, lanes.coefficients);
            KERNEL.filterMoving(
                    audio, frames, lanes.sections(), lanes.width, lanes.coefficients, lanes.steps, lanes.states[pair]);
        } else {
            KERNEL.filter(audio, frames, lanes.sections(), lanes.width, lanes.coefficients, lanes.states[pair]);
        }
    }

    /** Begins to move. What comes new begins flat, with its own poles; what becomes flat keeps its poles. */
    @RealTime
    private void aim() {
        for (int i = 0; i < capacity; i++) {
            boolean flat = taken.isFlat(i);
            for (int row = 0; row < CascadeKernel.COEFFICIENTS; row++) {
                int at = row * capacity + i;
                boolean pole = row < CascadeKernel.DIRECT;
                float flatValue = row == CascadeKernel.DIRECT ? 1f : 0f;
                if (!inUse[i]) {
                    now[at] = pole ? taken.coefficient(row, i) : flatValue;
                }
                if (flat) {
                    goal[at] = pole ? now[at] : flatValue;
                } else {
                    goal[at] = taken.coefficient(row, i);
                }
            }
            inUse[i] |= !flat;
        }
        framesLeft = RampedGain.RAMP_FRAMES;
        lanes.arrange(inUse);
    }

    @RealTime
    private void setSteps(int frames) {
        for (int i = 0; i < now.length; i++) {
            step[i] = (goal[i] - now[i]) / frames;
        }
        lanes.lay(step, lanes.steps);
    }

    @RealTime
    private void advance(int frames) {
        if (framesLeft <= frames) {
            arrive();
            return;
        }
        framesLeft -= frames;
        for (int i = 0; i < now.length; i++) {
            now[i] += step[i] * frames;
        }
    }

    @RealTime
    private void arrive() {
        framesLeft = 0;
        System.arraycopy(goal, 0, now, 0, goal.length);
        for (int i = 0; i < capacity; i++) {
            inUse[i] = !taken.isFlat(i);
        }
        lanes.arrange(inUse);
        lanes.lay(now, lanes.coefficients);
        if (lanes.sections() == 0) {
            ringing = false;
        }
    }
}
