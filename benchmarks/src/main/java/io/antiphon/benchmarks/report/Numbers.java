package io.antiphon.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;

/** Figures for people, and the middle of several. Stateless; any thread. */
public final class Numbers {
    private Numbers() {}

    /** Three digits that count, no exponent, no zeros behind the point. */
    public static String shortest(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        int decimals = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** The middle value, or half way between the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
