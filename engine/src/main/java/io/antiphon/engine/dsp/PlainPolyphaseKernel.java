package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

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
        float[] rows = plan.table.rows();
        for (int frame = 0; frame < plan.frames; frame++) {
            interpolate(rows, plan.rowStarts[frame], taps, plan.fractions[frame], scratch);
            for (int c = 0; c < channels; c++) {
                weigh(scratch, input[c], plan.starts[frame], taps);
                into[c][offset + frame] = PolyphaseKernel.fold(scratch, 0);
            }
        }
    }

    /** Leaves the coefficients between two rows behind the sums. */
    @RealTime
    private static void interpolate(float[] rows, int row, int taps, float fraction, float[] scratch) {
        for (int t = 0; t < taps; t++) {
            float before = rows[row + t];
            scratch[SUMS + t] = before + fraction * (rows[row + taps + t] - before);
        }
    }

    @RealTime
    private static void weigh(float[] scratch, float[] input, int start, int taps) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int t = 0; t < taps; t += LANES) {
            int c = SUMS + t;
            int x = start + t;
            s0 += scratch[c] * input[x];
            s1 += scratch[c + 1] * input[x + 1];
            s2 += scratch[c + 2] * input[x + 2];
            s3 += scratch[c + 3] * input[x + 3];
            s4 += scratch[c + 4] * input[x + 4];
            s5 += scratch[c + 5] * input[x + 5];
            s6 += scratch[c + 6] * input[x + 6];
            s7 += scratch[c + 7] * input[x + 7];
        }
        scratch[0] = s0;
        scratch[1] = s1;
        scratch[2] = s2;
        scratch[3] = s3;
        scratch[4] = s4;
        scratch[5] = s5;
        scratch[6] = s6;
        scratch[7] = s7;
    }
}
