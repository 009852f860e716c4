package io.antiphon.engine.dsp;

import java.util.List;

/**
 * What a {@link Cascade} should do: the coefficients of its sections, ready for the render thread. Immutable.
 *
 * <p>Places that have no section are flat, so that a section can come and go while the cascade runs.
 */
public final class CascadeSettings {
    private final float[] coefficients;
    private final boolean[] flat;

    /**
     * @param sections in the order in which the audio goes through them
     * @param capacity most sections of the cascade, at least as many
     */
    public CascadeSettings(List<Section> sections, int capacity) {
        if (sections.size() > capacity) {
            throw new IllegalArgumentException("sections=" + sections.size() + ": at most " + capacity);
        }
        this.coefficients = new float[CascadeKernel.COEFFICIENTS * capacity];
        this.flat = new boolean[capacity];
        for (int i = 0; i < capacity; i++) {
            Section section = i < sections.size() ? sections.get(i) : Section.FLAT;
            flat[i] = section.isFlat();
            write(section, i, capacity);
        }
    }

    int capacity() {
        return flat.length;
    }

    /** Coefficient {@code row} of a section. */
    float coefficient(int row, int section) {
        return coefficients[row * flat.length + section];
    }

    boolean isFlat(int section) {
        return flat[section];
    }

    private void write(Section section, int place, int capacity) {
        double g = section.g();
        double a1 = 1 / (1 + g * (g + section.k()));
        double a2 = g * a1;
        double a3 = g * a2;
        double band = section.b1() - section.b2() * section.k();
        double low = section.b0() - section.b2();
        double[] row = {
            2 * a1 - 1,
            2 * a2,
            2 * a3,
            section.b2() + band * a2 + low * a3,
            band * a1 + low * a2,
            low - (band * a2 + low * a3)
        };
        for (int i = 0; i < row.length; i++) {
            coefficients[i * capacity + place] = (float) row[i];
        }
    }
}
