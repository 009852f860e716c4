package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/** The kernel in plain Java; runs everywhere. */
public final class PlainMatrixKernel implements MatrixKernel {
    @Override
    @RealTime
    public void apply(float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix) {
        weigh(from, inputs, into, outputs, frames, matrix);
    }

    @Override
    @RealTime
    public void applyMoving(
            float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix, float[] steps) {
        weighMoving(from, inputs, into, outputs, frames, matrix, steps);
    }

    @RealTime
    static void weigh(float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix) {
        for (int o = 0; o < outputs; o++) {
            for (int c = 0; c < inputs; c++) {
                float gain = matrix[c * SIZE + o];
                float[] x = from[c];
                float[] sum = into[o];
                for (int i = 0; i < frames; i++) {
                    sum[i] = c == 0 ? gain * x[i] : sum[i] + gain * x[i];
                }
            }
        }
    }

    @RealTime
    static void weighMoving(
            float[][] from, int inputs, float[][] into, int outputs, int frames, float[] matrix, float[] steps) {
        for (int o = 0; o < outputs; o++) {
            for (int c = 0; c < inputs; c++) {
                float start = matrix[c * SIZE + o];
                float step = steps[c * SIZE + o];
                float[] x = from[c];
                float[] sum = into[o];
                for (int i = 0; i < frames; i++) {
                    float product = (start + step * FrameIndex.OF[i]) * x[i];
                    sum[i] = c == 0 ? product : sum[i] + product;
                }
            }
        }
    }
}
