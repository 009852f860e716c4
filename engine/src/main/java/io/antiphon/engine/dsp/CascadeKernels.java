package io.antiphon.engine.dsp;

import java.util.Arrays;
import java.util.Random;

/** Chooses the kernel of all filters once, when this class is first used. Any thread. */
final class CascadeKernels {
    private static final int FRAMES = 16;
    private static final int SECTIONS = 18;
    private static final int WIDTH = 6 * CascadeKernel.GROUP;

    static final KernelChoice<CascadeKernel> CHOICE = KernelChoice.choose(
            "filters",
            new PlainCascadeKernel(),
            () -> VectorCascadeKernel.isWide(),
            () -> new VectorCascadeKernel(),
            new Trial()::run);

    private CascadeKernels() {}

    /** The same turns on the same noise, standing and moving. */
    private static final class Trial {
        private final float[] noise = new float[2 * CascadeKernel.PAD + 2 * FRAMES];
        private final float[] still = new float[CascadeKernel.COEFFICIENTS * WIDTH];
        private final float[] steps = new float[CascadeKernel.COEFFICIENTS * WIDTH];
        private final float[] moved = new float[CascadeKernel.COEFFICIENTS * WIDTH];
        private final float[] audio = new float[noise.length];
        private final float[] state = new float[(CascadeKernel.STATES + 1) * WIDTH];
        private final float[] result = new float[4 * FRAMES + moved.length];

        Trial() {
            Random random = new Random(18);
            for (int i = 0; i < noise.length; i++) {
                noise[i] = random.nextFloat() - 0.5f;
            }
            Arrays.fill(still, CascadeKernel.DIRECT * WIDTH, (CascadeKernel.DIRECT + 1) * WIDTH, 1f);
            for (int row = 0; row < CascadeKernel.COEFFICIENTS; row++) {
                for (int lane = WIDTH - 2 * SECTIONS; lane < WIDTH; lane += 2) {
                    int at = row * WIDTH + lane;
                    still[at] = 0.3f * random.nextFloat() + (row == CascadeKernel.DIRECT ? 0.8f : 0);
                    still[at + 1] = still[at];
                    steps[at] = 0.0001f * random.nextFloat();
                    steps[at + 1] = steps[at];
                }
            }
        }

        float[] run(CascadeKernel kernel) {
            System.arraycopy(noise, 0, audio, 0, noise.length);
            System.arraycopy(still, 0, moved, 0, still.length);
            Arrays.fill(state, 0f);
            kernel.filter(audio, FRAMES, SECTIONS, WIDTH, still, state);
            System.arraycopy(audio, CascadeKernel.PAD, result, 0, 2 * FRAMES);
            kernel.filterMoving(audio, FRAMES, SECTIONS, WIDTH, moved, steps, state);
            System.arraycopy(audio, CascadeKernel.PAD, result, 2 * FRAMES, 2 * FRAMES);
            System.arraycopy(moved, 0, result, 4 * FRAMES, moved.length);
            return result.clone();
        }
    }
}
