package io.antiphon.engine.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OctaveSpectrumTest {
    private static final int RATE_HZ = 48_000;
    private static final int FRAMES = 20_000;

    @Test
    void transformIsThatOfTheDefinition() {
        int size = 64;
        Random random = new Random(5);
        double[] re = random.doubles(size).toArray();
        double[] im = random.doubles(size).toArray();
        double[] expectedRe = new double[size];
        double[] expectedIm = new double[size];
        for (int k = 0; k < size; k++) {
            for (int n = 0; n < size; n++) {
                double angle = -2 * Math.PI * k * n / size;
                expectedRe[k] += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
                expectedIm[k] += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
            }
        }
        new FourierTransform(size).transform(re, im);
        assertThat(re).containsExactly(expectedRe, within(1e-12));
        assertThat(im).containsExactly(expectedIm, within(1e-12));
    }

    @Test
    void sineInTheMiddleOfABandReadsItsLevelThereAndNowhereElse() {
        for (int band : new int[] {24, 60, 96}) {
            double[] levels =
                    spectrumOfSine(OctaveSpectrum.centreHz(band), 0.1, 0).levelsDb();
            assertThat(levels[band]).isCloseTo(-20, within(0.3));
            for (int other = 0; other < OctaveSpectrum.BANDS; other++) {
                if (Math.abs(other - band) > 2) {
                    assertThat(levels[other])
                            .as("band %d beside %d", other, band)
                            .isLessThan(-70);
                }
            }
        }
    }

    @Test
    void bothSidesAddTheirPowers() {
        double hz = OctaveSpectrum.centreHz(60);
        double one = spectrumOfSine(hz, 0.1, 0).levelsDb()[60];
        double right = spectrumOfSine(hz, 0, 0.1).levelsDb()[60];
        double two = spectrumOfSine(hz, 0.1, 0.1).levelsDb()[60];
        assertThat(right).isCloseTo(one, within(1e-6));
        assertThat(two).isCloseTo(one + 3.01, within(0.01));
    }

    @Test
    void silenceReadsTheFloor() {
        assertThat(new OctaveSpectrum(RATE_HZ).levelsDb()).containsOnly(OctaveSpectrum.FLOOR_DB);
    }

    @Test
    void bandsAboveHalfOfTheRateReadTheFloor() {
        OctaveSpectrum spectrum = new OctaveSpectrum(16_000);
        assertThat(spectrum.levelsDb()[OctaveSpectrum.BANDS - 1]).isEqualTo(OctaveSpectrum.FLOOR_DB);
    }

    private static OctaveSpectrum spectrumOfSine(double hz, double left, double right) {
        OctaveSpectrum spectrum = new OctaveSpectrum(RATE_HZ);
        float[][] sides = new float[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            double sine = Math.sin(2 * Math.PI * hz * i / RATE_HZ);
            sides[0][i] = (float) (left * sine);
            sides[1][i] = (float) (right * sine);
        }
        spectrum.feed(sides, FRAMES);
        return spectrum;
    }
}
