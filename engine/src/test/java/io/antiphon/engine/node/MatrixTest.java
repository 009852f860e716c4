package io.antiphon.engine.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.dsp.ChannelMatrix;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.testing.NodeBench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void everyPairOfChannelCountsIsWeighedAsTheTableSays() {
        for (int in = 1; in <= 8; in++) {
            for (int out = 1; out <= 8; out++) {
                float[][] input = new float[in][128];
                for (int c = 0; c < in; c++) {
                    Arrays.fill(input[c], 0.1f * (c + 1));
                }
                AudioBlock block = new NodeBench(GraphFormat.DEFAULT, MatrixSettings.auto(out)).turn(input, 0);
                assertThat(block.channels()).isEqualTo(out);
                for (int o = 0; o < out; o++) {
                    float expected = 0;
                    for (int c = 0; c < in; c++) {
                        expected += ChannelMatrix.auto(in, out)[c][o] * 0.1f * (c + 1);
                    }
                    assertThat(block.channel(o)[100]).as("%d→%d", in, out).isCloseTo(expected, within(1e-6f));
                }
            }
        }
    }

    @Test
    void coefficientsMoveInAStraightRampAndArriveExactly() {
        List<List<Double>> swapped = List.of(List.of(0.0, 1.0), List.of(1.0, 0.0));
        List<List<Double>> straight = List.of(List.of(1.0, 0.0), List.of(0.0, 1.0));
        NodeBench bench = new NodeBench(GraphFormat.DEFAULT, new MatrixSettings(2, straight));
        float[][] input = new float[2][128];
        Arrays.fill(input[0], 1f);
        bench.turn(input, 0);
        bench.set(new MatrixSettings(2, swapped));
        float last = 1;
        for (int turn = 0; turn < 8; turn++) {
            AudioBlock block = bench.turn(input, 0);
            for (int i = 0; i < 128; i++) {
                assertThat(Math.abs(block.channel(0)[i] - last)).isLessThanOrEqualTo(0.00098f);
                last = block.channel(0)[i];
            }
        }
        AudioBlock block = bench.turn(input, 0);
        assertThat(block.channel(0)).containsOnly(0f);
        assertThat(block.channel(1)).containsOnly(1f);
    }

    @Test
    void silenceStaysSilenceAndTheNextSoundFindsTheMatrixArrived() {
        NodeBench bench = new NodeBench(GraphFormat.DEFAULT, new MatrixSettings(1, List.of(List.of(1.0))));
        assertThat(bench.turnSilent(1).isSilent()).isTrue();
        bench.set(new MatrixSettings(1, List.of(List.of(0.25))));
        assertThat(bench.turnSilent(1).isSilent()).isTrue();
        float[][] input = new float[1][128];
        Arrays.fill(input[0], 1f);
        assertThat(bench.turn(input, 0).channel(0)).containsOnly(0.25f);
    }

    @Test
    void wrongShapesAreNamed() {
        assertThatThrownBy(() -> MatrixSettings.auto(9)).hasMessage("matrix: outputs=9: 1…8");
        assertThatThrownBy(() -> new MatrixSettings(2, List.of(List.of(1.0)))).hasMessageContaining("row 1 has 1");
        List<List<Double>> nine = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            nine.add(List.of(1.0));
        }
        assertThatThrownBy(() -> new MatrixSettings(1, nine)).hasMessageContaining("inputs=9");
        assertThatThrownBy(() -> new MatrixSettings(1, List.of(List.of(Double.NaN))))
                .hasMessageContaining("finite");
    }
}
