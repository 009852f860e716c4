package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * Where each output frame of one turn lies in the input: the first input frame of its window, the row of coefficients
 * before its position and how far it is on the way to the next row. Filled by a resampler, read by the
 * kernels; owned by the resampler's thread.
 */
final class ResamplePlan {
    final SincTable table;
    final int[] starts;
    final int[] rowStarts;
    final float[] fractions;
    int frames;

    ResamplePlan(SincTable table, int maxFrames) {
        this.table = table;
        this.starts = new int[maxFrames];
        this.rowStarts = new int[maxFrames];
        this.fractions = new float[maxFrames];
    }

    /** Notes one output frame. */
    @RealTime
    void add(int start, int phase, float fraction) {
        starts[frames] = start;
        rowStarts[frames] = phase * table.taps();
        fractions[frames] = fraction;
        frames++;
    }
}
