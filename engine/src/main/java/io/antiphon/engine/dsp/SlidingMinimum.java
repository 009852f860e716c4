package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.RealTime;

/**
 * The smallest of the last {@link #length} values, each at most 1; what was before the first counts as 1. Takes a few
 * steps a value however long the window is. Owned by the thread that adds.
 */
final class SlidingMinimum {
    private final int length;

    /** Values that may still become the smallest, rising from the oldest on, in a ring. */
    private final float[] values;

    private final int[] times;
    private int oldest;
    private int count;
    private int now;

    SlidingMinimum(int length) {
        this.length = length;
        this.values = new float[length];
        this.times = new int[length];
    }

    int length() {
        return length;
    }

    @RealTime
    void clear() {
        count = 0;
    }

    /** Adds a value and gives the smallest of the window that ends with it. */
    @RealTime
    float add(float value) {
        now++;
        if (count > 0 && now - times[oldest] >= length) {
            oldest = next(oldest);
            count--;
        }
        if (value >= 1f) {
            return count > 0 ? values[oldest] : 1f;
        }
        while (count > 0 && values[(oldest + count - 1) % length] >= value) {
            count--;
        }
        int at = (oldest + count) % length;
        values[at] = value;
        times[at] = now;
        count++;
        return values[oldest];
    }

    @RealTime
    private int next(int index) {
        return index + 1 == length ? 0 : index + 1;
    }
}
