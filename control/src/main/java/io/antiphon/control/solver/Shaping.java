package io.antiphon.control.solver;

import io.antiphon.control.model.Entity;
import io.antiphon.control.model.Equalizer;
import io.antiphon.control.model.SpeakerLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done to audio on one stretch of its way. Stretches are put behind each other with {@link #then}:
 *
 * <pre>
 * volume 0.5, delay 100 ms   then   volume 0.8, delay 20 ms   is   volume 0.4, delay 120 ms
 * </pre>
 *
 * @param volume linear gain
 * @param delayMs delay in milliseconds
 * @param timeshiftSeconds how far back in time it plays
 * @param bands value of each band as an equalizer has it, 1 is 0 dB and 0.1 is 1 dB; beyond 0…2 where several add up
 * @param normalization whether an equalizer on the way holds the level
 * @param layouts spreading of the channels by the stream's channel count; absent means automatic
 */
public record Shaping(
        double volume,
        int delayMs,
        double timeshiftSeconds,
        List<Double> bands,
        boolean normalization,
        Map<Integer, SpeakerLayout> layouts) {
    /** Changes nothing. */
    public static final Shaping NONE =
            new Shaping(1, 0, 0, bands(Equalizer.DEFAULT), Equalizer.DEFAULT.normalizationEnabled(), Map.of());

    public Shaping {
        bands = List.copyOf(bands);
        layouts = Map.copyOf(layouts);
    }

    /** What one configured thing does. */
    static Shaping of(Entity entity) {
        return new Shaping(
                entity.volume(),
                entity.delay(),
                entity.timeshift(),
                bands(entity.equalizer()),
                entity.equalizer().normalizationEnabled(),
                entity.speakerLayouts());
    }

    /** This stretch, and the next behind it. */
    public Shaping then(Shaping next) {
        if (equals(NONE) || next.equals(NONE)) {
            return equals(NONE) ? next : this;
        }
        List<Double> sums = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            sums.add(bands.get(i) + next.bands.get(i) - 1);
        }
        Map<Integer, SpeakerLayout> composed = new HashMap<>(layouts);
        next.layouts.forEach((channels, layout) -> composed.merge(channels, layout, Shaping::compose));
        return new Shaping(
                volume * next.volume,
                delayMs + next.delayMs,
                timeshiftSeconds + next.timeshiftSeconds,
                sums,
                normalization || next.normalization,
                composed);
    }

    /** Whether no band does anything. */
    public boolean isFlat() {
        return bands.stream().allMatch(band -> band == 1);
    }

    /** Whether some of the sound may come out louder than it went in. */
    public boolean mayBeLouder() {
        return volume > 1 || (!normalization && bands.stream().anyMatch(band -> band > 1));
    }

    /** Both manual: the matrix product; one manual: that one; else automatic. */
    private static SpeakerLayout compose(SpeakerLayout first, SpeakerLayout second) {
        if (first.autoMode()) {
            return second;
        }
        if (second.autoMode()) {
            return first;
        }
        List<List<Double>> product = new ArrayList<>();
        for (List<Double> row : first.matrix()) {
            List<Double> into = new ArrayList<>();
            for (int out = 0; out < SpeakerLayout.SIZE; out++) {
                double sum = 0;
                for (int k = 0; k < SpeakerLayout.SIZE; k++) {
                    sum += row.get(k) * second.matrix().get(k).get(out);
                }
                into.add(sum);
            }
            product.add(into);
        }
        return new SpeakerLayout(false, product);
    }

    private static List<Double> bands(Equalizer equalizer) {
        List<Double> gains = new ArrayList<>();
        for (double gain : equalizer.bands()) {
            gains.add(gain);
        }
        return gains;
    }
}
