package io.antiphon.engine.generator;

import io.antiphon.engine.audio.RealTime;

/** An echo that goes from side to side and loses its treble on the way. Owned by the render thread. */
final class DemoEcho {
    private static final float FEEDBACK = 0.42f;
    private static final float MIX = 0.35f;
    private static final float DAMPING = 0.45f;
    private static final float DENORMAL_GUARD = 1e-20f;

    private final float[] left;
    private final float[] right;
    private float dampedLeft;
    private float dampedRight;
    private int index;

    /** @param frames time from one echo to the next */
    DemoEcho(int frames) {
        this.left = new float[frames];
        this.right = new float[frames];
    }

    /** Adds the echo to a period in place. */
    @RealTime
    void process(float[] leftInOut, float[] rightInOut, int frames) {
        for (int i = 0; i < frames; i++) {
            dampedLeft += DAMPING * (left[index] - dampedLeft) + DENORMAL_GUARD;
            dampedRight += DAMPING * (right[index] - dampedRight) + DENORMAL_GUARD;
            left[index] = leftInOut[i] + FEEDBACK * dampedRight;
            right[index] = rightInOut[i] + FEEDBACK * dampedLeft;
            leftInOut[i] += MIX * dampedLeft;
            rightInOut[i] += MIX * dampedRight;
            index = index + 1 == left.length ? 0 : index + 1;
        }
    }
}
