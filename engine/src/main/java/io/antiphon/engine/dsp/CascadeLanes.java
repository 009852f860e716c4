package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import java.util.Arrays;

/**
 * The sections of a cascade that are in use, in the layout of {@link CascadeKernel}, with the states of each pair of
 * channels. Owned by the render thread.
 */
final class CascadeLanes {
    private static final float SMALLEST = 1e-20f;
    private static final float LARGEST = 1e20f;

    final int width;
    final float[] coefficients;
    final float[] steps;
    final float[][] states;

    private final float[] statesBefore;
    private final int[] lane;
    private final int[] laneBefore;
    private int sections;

    CascadeLanes(int capacity) {
        this.width = 2 * Math.ceilDiv(capacity, CascadeKernel.GROUP) * CascadeKernel.GROUP;
        this.coefficients = new float[CascadeKernel.COEFFICIENTS * width];
        this.steps = new float[CascadeKernel.COEFFICIENTS * width];
        this.states = new float[AudioBlock.MAX_CHANNELS / 2][(CascadeKernel.STATES + 1) * width];
        this.statesBefore = new float[(CascadeKernel.STATES + 1) * width];
        this.lane = new int[capacity];
        this.laneBefore = new int[capacity];
        Arrays.fill(lane, -1);
    }

    /** Sections in use. */
    @RealTime
    int sections() {
        return sections;
    }

    /** Gives each section in use its lane, with the state that it had; what is not in use loses its state. */
    @RealTime
    void arrange(boolean[] inUse) {
        System.arraycopy(lane, 0, laneBefore, 0, lane.length);
        sections = 0;
        for (int i = 0; i < lane.length; i++) {
            lane[i] = inUse[i] ? width - 2 - 2 * sections : -1;
            sections += inUse[i] ? 1 : 0;
        }
        for (float[] state : states) {
            System.arraycopy(state, 0, statesBefore, 0, state.length);
            Arrays.fill(state, 0f);
            for (int i = 0; i < lane.length; i++) {
                if (lane[i] >= 0 && laneBefore[i] >= 0) {
                    for (int row = 0; row < CascadeKernel.STATES * width; row += width) {
                        state[row + lane[i]] = statesBefore[row + laneBefore[i]];
                        state[row + lane[i] + 1] = statesBefore[row + laneBefore[i] + 1];
                    }
                }
            }
        }
        Arrays.fill(steps, 0f);
        Arrays.fill(coefficients, 0f);
        Arrays.fill(coefficients, CascadeKernel.DIRECT * width, (CascadeKernel.DIRECT + 1) * width, 1f);
    }

    /** Copies rows by section into rows by lane. */
    @RealTime
    void lay(float[] bySection, float[] byLane) {
        for (int i = 0; i < lane.length; i++) {
            if (lane[i] >= 0) {
                for (int row = 0; row < CascadeKernel.COEFFICIENTS; row++) {
                    float value = bySection[row * lane.length + i];
                    byLane[row * width + lane[i]] = value;
                    byLane[row * width + lane[i] + 1] = value;
                }
            }
        }
    }

    /** Makes zero what is too small, and what is no number any more. Returns whether anything is left. */
    @RealTime
    boolean flush(int pair) {
        float[] state = states[pair];
        boolean left = false;
        for (int i = 0; i < CascadeKernel.STATES * width; i++) {
            float size = Math.abs(state[i]);
            if (size >= SMALLEST && size <= LARGEST) {
                left = true;
            } else {
                state[i] = 0f;
            }
        }
        Arrays.fill(state, CascadeKernel.STATES * width, state.length, 0f);
        return left;
    }

    /** Forgets a pair of channels. */
    @RealTime
    void clear(int pair) {
        Arrays.fill(states[pair], 0f);
    }
}
