package io.antiphon.engine.dsp;

import io.antiphon.engine.audio.Decibels;
import java.util.List;

/**
 * The filters that equalisers are made of. The shapes but {@link #band} are those of Robert Bristow-Johnson's Audio EQ
 * Cookbook, written as analogue prototypes. Frequencies lie below half of the sample rate.
 */
public final class Sections {
    /** Points at which a response is looked at, evenly spread over its octaves. */
    private static final int GRID = 1024;

    private static final double LOWEST_HZ = 5;

    private Sections() {}

    /** A peak whose cut is the mirror of its boost; Q is that of the boost's poles and the cut's zeros. */
    public static Section band(double hz, double gain, double q, double sampleRateHz) {
        double boost = Math.max(gain, 1) / q;
        double cut = Math.max(1 / gain, 1) / q;
        return new Section(Section.warp(hz, sampleRateHz), cut, 1, boost, 1);
    }

    /** A peak whose width is that between the frequencies of half its gain in dB. */
    public static Section peak(double hz, double gainDb, double q, double sampleRateHz) {
        double a = Decibels.toLinear(gainDb / 2);
        return gainDb == 0 ? Section.FLAT : new Section(Section.warp(hz, sampleRateHz), 1 / (a * q), 1, a / q, 1);
    }

    /** Gain below the corner, half of it in dB at the corner. */
    public static Section lowShelf(double hz, double gainDb, double q, double sampleRateHz) {
        double a = Decibels.toLinear(gainDb / 2);
        return gainDb == 0
                ? Section.FLAT
                : new Section(Section.warp(hz, sampleRateHz) / Math.sqrt(a), 1 / q, 1, a / q, a * a);
    }

    /** Gain above the corner, half of it in dB at the corner. */
    public static Section highShelf(double hz, double gainDb, double q, double sampleRateHz) {
        double a = Decibels.toLinear(gainDb / 2);
        return gainDb == 0
                ? Section.FLAT
                : new Section(Section.warp(hz, sampleRateHz) * Math.sqrt(a), 1 / q, a * a, a / q, 1);
    }

    public static Section lowPass(double hz, double q, double sampleRateHz) {
        return new Section(Section.warp(hz, sampleRateHz), 1 / q, 0, 0, 1);
    }

    public static Section highPass(double hz, double q, double sampleRateHz) {
        return new Section(Section.warp(hz, sampleRateHz), 1 / q, 1, 0, 0);
    }

    public static Section notch(double hz, double q, double sampleRateHz) {
        return new Section(Section.warp(hz, sampleRateHz), 1 / q, 1, 0, 1);
    }

    /** The largest linear gain of sections in series, at least 1. */
    public static double largestGain(List<Section> sections, double sampleRateHz) {
        double top = 0.4999 * sampleRateHz;
        double largest = 1;
        for (int i = 0; i <= GRID; i++) {
            double hz = LOWEST_HZ * Math.pow(top / LOWEST_HZ, (double) i / GRID);
            double gain = 1;
            for (Section section : sections) {
                gain *= section.gainAt(hz, sampleRateHz);
            }
            largest = Math.max(largest, gain);
        }
        return largest;
    }
}
