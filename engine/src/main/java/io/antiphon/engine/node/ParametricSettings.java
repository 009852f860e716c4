package io.antiphon.engine.node;

import io.antiphon.engine.dsp.Section;
import io.antiphon.engine.dsp.Sections;
import java.util.ArrayList;
import java.util.List;

/**
 * A parametric equaliser: filters that the user places.
 *
 * @param bands at most {@value #MAX_BANDS}, in the order of the audio
 */
public record ParametricSettings(List<Band> bands) implements FilterSettings {
    /** Most bands. */
    public static final int MAX_BANDS = 16;

    public ParametricSettings {
        bands = List.copyOf(bands);
        if (bands.size() > MAX_BANDS) {
            throw new IllegalArgumentException("parametric: bands=" + bands.size() + ": at most " + MAX_BANDS);
        }
    }

    @Override
    public List<Section> sections(int sampleRateHz) {
        List<Section> sections = new ArrayList<>(bands.size());
        bands.forEach(band -> sections.add(band.section(sampleRateHz)));
        return sections;
    }

    @Override
    public int maxSections() {
        return MAX_BANDS;
    }

    /** What a band does. */
    public enum Shape {
        PEAK,
        LOW_SHELF,
        HIGH_SHELF,
        LOW_PASS,
        HIGH_PASS,
        NOTCH
    }

    /**
     * One filter.
     *
     * @param shape what it does
     * @param frequencyHz centre or corner, 10…24,000; a band at or above half of the graph's rate does nothing
     * @param gainDb −24…24; of peaks and shelves alone
     * @param q 0.1…30
     */
    public record Band(Shape shape, double frequencyHz, double gainDb, double q) {
        public Band {
            check("frequencyHz", frequencyHz, 10, 24_000);
            check("gainDb", gainDb, -24, 24);
            check("q", q, 0.1, 30);
        }

        private static void check(String key, double value, double least, double most) {
            if (!(value >= least && value <= most)) {
                throw new IllegalArgumentException("parametric: " + key + "=" + value + ": " + least + "…" + most);
            }
        }

        private Section section(int sampleRateHz) {
            if (2 * frequencyHz >= sampleRateHz) {
                return Section.FLAT;
            }
            return switch (shape) {
                case PEAK -> Sections.peak(frequencyHz, gainDb, q, sampleRateHz);
                case LOW_SHELF -> Sections.lowShelf(frequencyHz, gainDb, q, sampleRateHz);
                case HIGH_SHELF -> Sections.highShelf(frequencyHz, gainDb, q, sampleRateHz);
                case LOW_PASS -> Sections.lowPass(frequencyHz, q, sampleRateHz);
                case HIGH_PASS -> Sections.highPass(frequencyHz, q, sampleRateHz);
                case NOTCH -> Sections.notch(frequencyHz, q, sampleRateHz);
            };
        }
    }
}
