package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/** The kernel in plain Java; runs everywhere. */
public final class PlainMixKernel implements MixKernel {
    @Override
    @RealTime
    public void add(float[] from, float[] into, int frames, float gain) {
        for (int i = 0; i < frames; i++) {
            into[i] += gain * from[i];
        }
    }

    @Override
    @RealTime
    public void addRamp(float[] from, float[] into, int frames, float start, float step) {
        for (int i = 0; i < frames; i++) {
            into[i] += (start + step * FrameIndex.OF[i]) * from[i];
        }
    }

    @Override
    @RealTime
    public void addFour(float[][] from, float[] into, int frames, float[] starts, float[] steps) {
        for (int n = 0; n < 4; n++) {
            addRamp(from[n], into, frames, starts[n], steps[n]);
        }
    }

    @Override
    @RealTime
    public void addFour(
            float[][] left,
            float[][] right,
            float[] intoLeft,
            float[] intoRight,
            int frames,
            float[] starts,
            float[] steps) {
        addFour(left, intoLeft, frames, starts, steps);
        addFour(right, intoRight, frames, starts, steps);
    }
}
