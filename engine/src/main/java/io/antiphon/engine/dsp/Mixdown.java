package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * The sum of any number of signals for one channel: begin, add, end. Signals are held until there are four, since four
 * at once cost little more than two. They are added in the order in which they came. Owned by the render thread.
 */
public final class Mixdown {
    private static final float[] NOTHING = {};

    private final float[][] held = new float[4][];
    private final float[] starts = new float[4];
    private final float[] steps = new float[4];
    private float[] into = NOTHING;
    private int frames;
    private int count;

    public Mixdown() {
        Arrays.fill(held, NOTHING);
    }

    /** Clears the first {@code frames} samples of {@code into}, where the sum will stand. */
    @RealTime
    public void begin(float[] into, int frames) {
        Arrays.fill(into, 0, frames, 0f);
        this.into = into;
        this.frames = frames;
        count = 0;
    }

    /** Adds {@code (start + step·i) · from[i]}; {@code from} must stay as it is until the end. */
    @RealTime
    public void add(float[] from, float start, float step) {
        held[count] = from;
        starts[count] = start;
        steps[count] = step;
        count++;
        if (count == held.length) {
            Mixing.addFour(held, into, frames, starts, steps);
            count = 0;
        }
    }

    /** Makes the sum complete. */
    @RealTime
    public void end() {
        for (int n = 0; n < count; n++) {
            Mixing.addRamp(held[n], into, frames, starts[n], steps[n]);
        }
        count = 0;
    }
}
