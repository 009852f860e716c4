package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * The sum of any number of signals: begin, add, end. Signals are held until there are four, since four at once cost little
 * more than two, and two channels share their ramps. They are added in the order in which they came, but for those added to
 * one channel alone. Owned by the render thread.
 */
public final class Mixdown {
    private static final int HELD = 4;
    private static final float[] NOTHING = {};

    private final float[][][] held;
    private final float[] starts = new float[HELD];
    private final float[] steps = new float[HELD];
    private final int channels;
    private float[][] into = {};
    private int frames;
    private int count;

    /** @param channels channels of the sum */
    public Mixdown(int channels) {
        this.channels = channels;
        held = new float[channels][HELD][];
        for (float[][] signals : held) {
            Arrays.fill(signals, NOTHING);
        }
    }

    /** Clears the first {@code frames} samples of each channel of {@code into}, where the sum will stand. */
    @RealTime
    public void begin(float[][] into, int frames) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(into[c], 0, frames, 0f);
        }
        this.into = into;
        this.frames = frames;
        count = 0;
    }

    /** Adds {@code (start + step·i) · from[c][i]} to each channel; {@code from} must stay as it is until the end. */
    @RealTime
    public void add(float[][] from, float start, float step) {
        for (int c = 0; c < channels; c++) {
            held[c][count] = from[c];
        }
        starts[count] = start;
        steps[count] = step;
        count++;
        if (count == HELD) {
            addHeld();
            count = 0;
        }
    }

    /** Adds {@code (start + step·i) · from[i]} to one channel at once. */
    @RealTime
    public void addTo(int channel, float[] from, float start, float step) {
        Mixing.addRamp(from, into[channel], frames, start, step);
    }

    /** Makes the sum complete. */
    @RealTime
    public void end() {
        for (int n = 0; n < count; n++) {
            for (int c = 0; c < channels; c++) {
                Mixing.addRamp(held[c][n], into[c], frames, starts[n], steps[n]);
            }
        }
        count = 0;
    }

    @RealTime
    private void addHeld() {
        int pairs = channels & ~1;
        for (int c = 0; c < pairs; c += 2) {
            Mixing.addFour(held[c], held[c + 1], into[c], into[c + 1], frames, starts, steps);
        }
        if (pairs < channels) {
            Mixing.addFour(held[pairs], into[pairs], frames, starts, steps);
        }
    }
}
