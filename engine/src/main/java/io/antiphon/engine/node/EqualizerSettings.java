package io.antiphon.engine.node;

import io.antiphon.engine.audio.Decibels;
import io.antiphon.engine.dsp.Section;
import io.antiphon.engine.dsp.Sections;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The equaliser of {@value #BANDS} bands, half an octave apart, each a peak of Q = 1. A band at 1 does nothing, and so does
 * one whose frequency the graph's rate cannot carry.
 *
 * @param bands one value each from the lowest to the highest, 0…2: b is 10·(b − 1) dB
 * @param normalized divides by the largest gain of the whole curve, so that full scale stays full scale for any one tone
 */
public record EqualizerSettings(List<Double> bands, boolean normalized) implements FilterSettings {
    /** Number of bands. */
    public static final int BANDS = 18;

    /** All bands at 1. */
    public static final EqualizerSettings FLAT = new EqualizerSettings(Collections.nCopies(BANDS, 1.0), false);

    /** Centres of the bands. */
    public static final List<Double> CENTRES_HZ = List.of(
            65.406392, 92.498606, 130.81278, 184.99721, 261.62557, 369.99442, 523.25113, 739.9884, 1046.5023, 1479.9768,
            2093.0045, 2959.9536, 4186.0091, 5919.9072, 8372.0181, 11839.814, 16744.036, 20000.0);

    private static final double DB_A_UNIT = 10;

    public EqualizerSettings {
        bands = List.copyOf(bands);
        if (bands.size() != BANDS) {
            throw new IllegalArgumentException("equalizer: bands=" + bands.size() + ": " + BANDS);
        }
        for (int i = 0; i < BANDS; i++) {
            if (!(bands.get(i) >= 0 && bands.get(i) <= 2)) {
                throw new IllegalArgumentException("equalizer: b" + (i + 1) + "=" + bands.get(i) + ": 0…2");
            }
        }
    }

    @Override
    public List<Section> sections(int sampleRateHz) {
        List<Section> sections = new ArrayList<>(maxSections());
        for (int i = 0; i < BANDS; i++) {
            double hz = CENTRES_HZ.get(i);
            double gain = Decibels.toLinear(DB_A_UNIT * (bands.get(i) - 1));
            sections.add(2 * hz < sampleRateHz ? Sections.band(hz, gain, 1, sampleRateHz) : Section.FLAT);
        }
        sections.add(normalized ? Section.gain(1 / Sections.largestGain(sections, sampleRateHz)) : Section.FLAT);
        return sections;
    }

    @Override
    public int maxSections() {
        return BANDS + 1;
    }
}
