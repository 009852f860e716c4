package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChannelMatrixTest {
    @Test
    void equalLayoutsAreUntouched() {
        for (int n = 1; n <= 8; n++) {
            float[][] matrix = ChannelMatrix.auto(n, n);
            for (int i = 0; i < n; i++) {
                for (int o = 0; o < n; o++) {
                    assertThat(matrix[i][o]).isEqualTo(i == o ? 1f : 0f);
                }
            }
        }
    }

    @Test
    void noCombinationIsSilentOrClips() {
        for (int in = 1; in <= 8; in++) {
            for (int out = 1; out <= 8; out++) {
                float[][] matrix = ChannelMatrix.auto(in, out);
                double heard = 0;
                for (int o = 0; o < out; o++) {
                    double sum = 0;
                    for (int i = 0; i < in; i++) {
                        sum += matrix[i][o];
                    }
                    assertThat(sum).as("%d→%d output %d", in, out, o).isLessThanOrEqualTo(1.0001);
                    heard += sum;
                }
                assertThat(heard).as("%d→%d", in, out).isPositive();
            }
        }
    }

    @Test
    void monoGoesToEveryChannel() {
        assertThat(ChannelMatrix.auto(1, 6)[0]).containsOnly(1f);
    }

    @Test
    void stereoFillsTheRoomSideBySide() {
        assertThat(ChannelMatrix.auto(2, 6))
                .isDeepEqualTo(new float[][] {{1, 0, 0.5f, 0, 1, 0}, {0, 1, 0.5f, 0, 0, 1}});
    }

    @Test
    void surroundIsFoldedIntoStereoWithItuCoefficientsAndWithoutLfe() {
        float[][] matrix = ChannelMatrix.auto(6, 2);
        float full = matrix[0][0];
        assertThat(full).isCloseTo((float) (1 / (1 + 2 * Math.sqrt(0.5))), within(1e-6f));
        assertThat(matrix[2][0] / full).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(matrix[4][0] / full).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(matrix[3]).containsOnly(0f);
        assertThat(matrix[4][1]).isZero();
    }

    @Test
    void speakersThatAreNewBetweenTwoGetHalfOfEach() {
        assertThat(ChannelMatrix.auto(4, 6)).isDeepEqualTo(new float[][] {
            {1, 0, 0.5f, 0, 0, 0}, {0, 1, 0.5f, 0, 0, 0}, {0, 0, 0, 0, 1, 0}, {0, 0, 0, 0, 0, 1}
        });
        float[][] more = ChannelMatrix.auto(6, 8);
        for (int i = 0; i < 6; i++) {
            for (int o = 0; o < 6; o++) {
                assertThat(more[i][o]).isEqualTo(i == o ? 1f : 0f);
            }
        }
        assertThat(new float[] {more[0][6], more[4][6], more[1][7], more[5][7]}).containsOnly(0.5f);
    }

    @Test
    void anOddNumberOfChannelsIsHeardOnEveryLayout() {
        for (int in : new int[] {3, 5, 7}) {
            for (int out = 2; out <= 8; out++) {
                for (int i = 0; i < in; i++) {
                    boolean lfe = in == 7 && i == 3;
                    double heard = 0;
                    for (int o = 0; o < out; o++) {
                        heard += ChannelMatrix.auto(in, out)[i][o];
                    }
                    if (!lfe) {
                        assertThat(heard).as("input %d of %d→%d", i, in, out).isPositive();
                    }
                }
            }
        }
    }
}
