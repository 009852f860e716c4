package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/** The kernel in plain Java; runs everywhere. */
final class PlainPolyphaseKernel implements PolyphaseKernel {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    @RealTime
    public void convolve(
            ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch) {
        int taps = plan.table.taps();
        for (int frame = 0; frame < plan.frames; frame++) {
            PolyphaseKernel.interpolate(plan.table, plan.rowStarts[frame], plan.fractions[frame], scratch, SUMS);
            for (int c = 0; c < channels; c++) {
                weigh(scratch, SUMS, input[c], plan.starts[frame], taps, scratch);
                into[c][offset + frame] = PolyphaseKernel.fold(scratch, 0);
            }
        }
    }

    @Override
    @RealTime
    public void convolveRows(
            ResamplePlan plan, float[][] input, int channels, float[][] into, int offset, float[] scratch) {
        int taps = plan.table.taps();
        float[] rows = plan.table.rows();
        for (int frame = 0; frame < plan.frames; frame++) {
            for (int c = 0; c < channels; c++) {
                weigh(rows, plan.rowStarts[frame], input[c], plan.starts[frame], taps, scratch);
                into[c][offset + frame] = PolyphaseKernel.fold(scratch, 0);
            }
        }
    }

    @Override
    @RealTime
    public void glide(
            float[] weights,
            int from,
            int to,
            int taps,
            float[][] input,
            int channels,
            int start,
            float[][] into,
            int offset) {
        for (int c = 0; c < channels; c++) {
            Arrays.fill(into[c], offset, offset + STRETCH, 0f);
            for (int t = 0; t < taps; t++) {
                float weight = weights[from + t];
                addTap(weight, weights[to + t] - weight, input[c], start + t, into[c], offset);
            }
        }
    }

    @RealTime
    private static void addTap(float weight, float change, float[] input, int start, float[] into, int offset) {
        for (int frame = 0; frame < STRETCH; frame++) {
            into[offset + frame] += (weight + frame * (1f / STRETCH) * change) * input[start + frame];
        }
    }

    @RealTime
    private static void weigh(float[] weights, int row, float[] input, int start, int taps, float[] sums) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int t = 0; t < taps; t += LANES) {
            int c = row + t;
            int x = start + t;
            s0 += weights[c] * input[x];
            s1 += weights[c + 1] * input[x + 1];
            s2 += weights[c + 2] * input[x + 2];
            s3 += weights[c + 3] * input[x + 3];
            s4 += weights[c + 4] * input[x + 4];
            s5 += weights[c + 5] * input[x + 5];
            s6 += weights[c + 6] * input[x + 6];
            s7 += weights[c + 7] * input[x + 7];
        }
        sums[0] = s0;
        sums[1] = s1;
        sums[2] = s2;
        sums[3] = s3;
        sums[4] = s4;
        sums[5] = s5;
        sums[6] = s6;
        sums[7] = s7;
    }
}
