package io.antiphon.benchmarks.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SineFitTest {
    private static final double OMEGA = 2 * Math.PI * 1_000 / 48_000;

    @Test
    void theThirdHarmonicIsTheResidual() {
        assertThat(SineFit.residualDb(sine(1e-4), 100, 4_800, OMEGA)).isCloseTo(-80, Offset.offset(0.05));
    }

    @Test
    void aSineOfSlightlyAnotherPitchLeavesNothing() {
        assertThat(SineFit.residualDb(sine(0), 0, 4_800, OMEGA * 1.0002)).isLessThan(-130);
    }

    private static float[] sine(double thirdHarmonic) {
        float[] samples = new float[6_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.5 * (Math.sin(OMEGA * i + 0.3) + thirdHarmonic * Math.sin(3 * OMEGA * i)));
        }
        return samples;
    }
}
