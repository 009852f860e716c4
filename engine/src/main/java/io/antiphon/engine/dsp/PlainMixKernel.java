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

    @Override
    @RealTime
    public float peak(float[] from, int frames) {
        float peak = 0;
        for (int i = 0; i < frames; i++) {
            peak = Math.max(peak, Math.abs(from[i]));
        }
        return peak;
    }

    @Override
    @RealTime
    public float sumOfSquares(float[] from, int frames) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int whole = frames & ~7;
        for (int i = 0; i < whole; i += 8) {
            s0 += from[i] * from[i];
            s1 += from[i + 1] * from[i + 1];
            s2 += from[i + 2] * from[i + 2];
            s3 += from[i + 3] * from[i + 3];
            s4 += from[i + 4] * from[i + 4];
            s5 += from[i + 5] * from[i + 5];
            s6 += from[i + 6] * from[i + 6];
            s7 += from[i + 7] * from[i + 7];
        }
        float sum = MixKernel.fold(s0, s1, s2, s3, s4, s5, s6, s7);
        for (int i = whole; i < frames; i++) {
            sum += from[i] * from[i];
        }
        return sum;
    }
}
