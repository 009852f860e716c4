package io.antiphon.engine.node;

import io.antiphon.engine.dsp.Section;
import io.antiphon.engine.dsp.Sections;
import java.util.List;

/**
 * Takes away a constant offset: a second-order high-pass without a peak.
 *
 * @param cutoffHz where it is 3 dB down, 1…200
 */
public record DcFilterSettings(double cutoffHz) implements FilterSettings {
    /** Below what can be heard. */
    public static final DcFilterSettings DEFAULT = new DcFilterSettings(20);

    private static final double Q = Math.sqrt(0.5);

    public DcFilterSettings {
        if (!(cutoffHz >= 1 && cutoffHz <= 200)) {
            throw new IllegalArgumentException("dc filter: cutoffHz=" + cutoffHz + ": 1…200");
        }
    }

    @Override
    public List<Section> sections(int sampleRateHz) {
        return List.of(Sections.highPass(cutoffHz, Q, sampleRateHz));
    }

    @Override
    public int maxSections() {
        return 1;
    }
}
