package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    private static final KernelChoice.Trial<float[]> TRIAL = kernel -> kernel;

    @Test
    void everyFamilyTellsItsChoiceAndWhy() {
        assertThat(Kernels.status())
                .extracting(KernelStatus::family)
                .containsExactly("resampler", "filters", "mix", "matrix");
        assertThat(Kernels.status()).allSatisfy(status -> {
            assertThat(status.chosen()).isIn("plain", "vector");
            assertThat(status.reason()).isNotEmpty();
            assertThat(status.plainNs()).isPositive();
        });
    }

    @Test
    void aTwinThatDiffersInOneBitIsNotChosen() {
        float[] expected = {1, 2, 3};
        float[] other = {1, 2, Math.nextUp(3f)};
        KernelChoice<float[]> choice = KernelChoice.choose("test", expected, () -> true, () -> other, TRIAL);
        assertThat(choice.kernel()).isSameAs(expected);
        assertThat(choice.status().reason()).isEqualTo("the twins differ");
    }

    @Test
    void aTwinForWiderVectorsIsNotEvenMade() {
        float[] plain = {1};
        KernelChoice<float[]> choice = KernelChoice.choose(
                "test",
                plain,
                () -> false,
                () -> {
                    throw new AssertionError("made");
                },
                TRIAL);
        assertThat(choice.kernel()).isSameAs(plain);
    }

    @Test
    void aTwinThatCannotBeLinkedIsNotChosen() {
        float[] plain = {1};
        KernelChoice<float[]> choice = KernelChoice.choose(
                "test",
                plain,
                () -> true,
                () -> {
                    throw new NoClassDefFoundError("moved");
                },
                TRIAL);
        assertThat(choice.kernel()).isSameAs(plain);
        assertThat(choice.status().reason()).contains("linked");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 64, 128, 441})
    void twinsOfTheFiltersGiveTheSameBits(int frames) {
        long seed = 24L * frames;
        System.out.println("seed=" + seed);
        int width = 48;
        for (int sections = 1; sections <= 24; sections++) {
            Filtered plain = new Filtered(new PlainCascadeKernel(), new Random(seed), sections, width, frames);
            Filtered vector = new Filtered(new VectorCascadeKernel(), new Random(seed), sections, width, frames);
            for (int turn = 0; turn < 6; turn++) {
                plain.turn(turn % 3 == 2);
                vector.turn(turn % 3 == 2);
                assertThat(vector.audio(frames)).as("%d sections", sections).isEqualTo(plain.audio(frames));
                assertThat(vector.coefficients).isEqualTo(plain.coefficients);
                assertThat(Arrays.copyOf(vector.state, 2 * width)).isEqualTo(Arrays.copyOf(plain.state, 2 * width));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 100, 128})
    void twinsOfMixAndMatrixGiveTheSameBits(int frames) {
        Random random = new Random(frames);
        float[][] input = noise(random, 8, frames);
        float[] matrix = noise(random, 1, 64)[0];
        float[] steps = noise(random, 1, 64)[0];
        for (int in = 1; in <= 8; in++) {
            for (int out = 1; out <= 8; out++) {
                float[][] plain = new float[8][frames];
                float[][] vector = new float[8][frames];
                new PlainMatrixKernel().apply(input, in, plain, out, frames, matrix);
                new VectorMatrixKernel().apply(input, in, vector, out, frames, matrix);
                assertThat(vector).as("%d→%d", in, out).isDeepEqualTo(plain);
                new PlainMatrixKernel().applyMoving(input, in, plain, out, frames, matrix, steps);
                new VectorMatrixKernel().applyMoving(input, in, vector, out, frames, matrix, steps);
                assertThat(vector).as("%d→%d moving", in, out).isDeepEqualTo(plain);
            }
        }
        float[] plain = new float[frames];
        float[] vector = new float[frames];
        new PlainMixKernel().addFour(input, plain, frames, matrix, steps);
        new VectorMixKernel().addFour(input, vector, frames, matrix, steps);
        float[][] right = noise(random, 4, frames);
        float[] plainRight = new float[frames];
        float[] vectorRight = new float[frames];
        new PlainMixKernel().addFour(input, right, plain, plainRight, frames, matrix, steps);
        new VectorMixKernel().addFour(input, right, vector, vectorRight, frames, matrix, steps);
        assertThat(vectorRight).isEqualTo(plainRight);
        new PlainMixKernel().add(input[5], plain, frames, 0.3f);
        new VectorMixKernel().add(input[5], vector, frames, 0.3f);
        assertThat(vector).isEqualTo(plain);
        float[] measured = noise(random, 1, frames)[0];
        assertThat(new VectorMixKernel().peak(measured, frames)).isEqualTo(new PlainMixKernel().peak(measured, frames));
        assertThat(new VectorMixKernel().sumOfSquares(measured, frames))
                .isEqualTo(new PlainMixKernel().sumOfSquares(measured, frames));
    }

    private static float[][] noise(Random random, int rows, int length) {
        float[][] noise = new float[rows][length];
        for (float[] row : noise) {
            for (int i = 0; i < length; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
        }
        return noise;
    }

    /** A kernel with noise and coefficients of its own. */
    private static final class Filtered {
        private final CascadeKernel kernel;
        private final Random random;
        private final int sections;
        private final int width;
        private final int frames;
        private final float[] audio;
        private final float[] state;
        private final float[] coefficients;
        private final float[] steps;

        Filtered(CascadeKernel kernel, Random random, int sections, int width, int frames) {
            this.kernel = kernel;
            this.random = random;
            this.sections = sections;
            this.width = width;
            this.frames = frames;
            this.audio = new float[2 * CascadeKernel.PAD + 2 * frames];
            this.state = new float[3 * width];
            this.coefficients = new float[CascadeKernel.COEFFICIENTS * width];
            this.steps = new float[CascadeKernel.COEFFICIENTS * width];
            Arrays.fill(coefficients, CascadeKernel.DIRECT * width, (CascadeKernel.DIRECT + 1) * width, 1f);
            for (int row = 0; row < CascadeKernel.COEFFICIENTS; row++) {
                for (int lane = width - 2 * sections; lane < width; lane += 2) {
                    int at = row * width + lane;
                    coefficients[at] = coefficients[at + 1] = 0.4f * random.nextFloat();
                    steps[at] = steps[at + 1] = 1e-4f * random.nextFloat();
                }
            }
        }

        void turn(boolean moving) {
            for (int i = 0; i < 2 * frames; i++) {
                audio[CascadeKernel.PAD + i] = random.nextFloat() - 0.5f;
            }
            if (moving) {
                kernel.filterMoving(audio, frames, sections, width, coefficients, steps, state);
            } else {
                kernel.filter(audio, frames, sections, width, coefficients, state);
            }
        }

        float[] audio(int frames) {
            return Arrays.copyOfRange(audio, CascadeKernel.PAD, CascadeKernel.PAD + 2 * frames);
        }
    }
}
