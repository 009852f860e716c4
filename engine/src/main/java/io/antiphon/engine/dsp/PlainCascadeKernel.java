package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * The kernel in plain Java; runs everywhere. Left and right go through a section side by side, and the compiler has two
 * independent chains to fill the waits of either.
 */
public final class PlainCascadeKernel implements CascadeKernel {
    @Override
    @RealTime
    public void filter(float[] audio, int frames, int sections, int width, float[] coefficients, float[] state) {
        for (int s = 0; s < sections; s++) {
            section(audio, frames, width, width - 2 - 2 * s, coefficients, state);
        }
    }

    @Override
    @RealTime
    public void filterMoving(
            float[] audio, int frames, int sections, int width, float[] coefficients, float[] steps, float[] state) {
        for (int lane = width - 2; lane >= width - 2 * sections; lane -= 2) {
            moving(audio, PAD, frames, width, lane, coefficients, steps, state);
            moving(audio, PAD + 1, frames, width, lane + 1, coefficients, steps, state);
        }
    }

    @RealTime
    private static void section(float[] audio, int frames, int width, int lane, float[] c, float[] state) {
        float p = c[lane];
        float q = c[lane + width];
        float r = c[lane + 2 * width];
        float d = c[lane + 3 * width];
        float d1 = c[lane + 4 * width];
        float d2 = c[lane + 5 * width];
        float left1 = state[lane];
        float right1 = state[lane + 1];
        float left2 = state[lane + width];
        float right2 = state[lane + width + 1];
        for (int i = PAD; i < PAD + 2 * frames; i += 2) {
            float left = audio[i];
            float right = audio[i + 1];
            float leftV = left - left2;
            float rightV = right - right2;
            audio[i] = d * left + (d1 * left1 + d2 * left2);
            audio[i + 1] = d * right + (d1 * right1 + d2 * right2);
            left2 = (left2 + q * left1) + r * leftV;
            right2 = (right2 + q * right1) + r * rightV;
            left1 = p * left1 + q * leftV;
            right1 = p * right1 + q * rightV;
        }
        state[lane] = left1;
        state[lane + 1] = right1;
        state[lane + width] = left2;
        state[lane + width + 1] = right2;
    }

    @RealTime
    private static void moving(
            float[] audio, int from, int frames, int width, int lane, float[] c, float[] steps, float[] state) {
        float s1 = state[lane];
        float s2 = state[lane + width];
        for (int i = 0; i < frames; i++) {
            float x = audio[from + 2 * i];
            float v = x - s2;
            float q = c[lane + width];
            audio[from + 2 * i] = c[lane + 3 * width] * x + (c[lane + 4 * width] * s1 + c[lane + 5 * width] * s2);
            s2 = (s2 + q * s1) + c[lane + 2 * width] * v;
            s1 = c[lane] * s1 + q * v;
            for (int row = lane; row < COEFFICIENTS * width; row += width) {
                c[row] += steps[row];
            }
        }
        state[lane] = s1;
        state[lane + width] = s2;
    }
}
