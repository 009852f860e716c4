package io.antiphon.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * The most that a figure may be: {@code factor × reference + offset}. Of every figure less is better. Immutable.
 *
 * @param text as it stands in the table
 * @param factor weight of the reference; 0 when the target stands by itself
 * @param offset what is added, in the figure's unit; NaN when there is no target
 */
public record Target(String text, double factor, double offset) {
    /** Nothing was asked for. */
    public static final Target NONE = new Target("–", 0, Double.NaN);

    /** At most this many times the reference. */
    public static Target timesReference(double factor) {
        return new Target("≤ " + Numbers.shortest(factor) + " × C", factor, 0);
    }

    /** At most this many times the reference and so much more. */
    public static Target timesReferencePlus(double factor, double offset) {
        String times = factor == 1 ? "" : Numbers.shortest(factor) + " × ";
        return new Target("≤ " + times + "C + " + Numbers.shortest(offset), factor, offset);
    }

    /** At most this. */
    public static Target atMost(double limit) {
        return new Target("≤ " + Numbers.shortest(limit), 0, limit);
    }

    /** Whether {@code ours} keeps to it. */
    public Verdict judge(double ours, @Nullable Double reference) {
        if (Double.isNaN(offset)) {
            return Verdict.NONE;
        }
        if (factor != 0 && reference == null) {
            return Verdict.NOT_JUDGED;
        }
        double limit = reference == null ? offset : factor * reference + offset;
        return ours <= limit ? Verdict.MET : Verdict.MISSED;
    }

    /** What came out. */
    public enum Verdict {
        /** It keeps to the target. */
        MET("met"),
        /** It does not. */
        MISSED("**missed**"),
        /** The target is a part of a reference that could not be measured here. */
        NOT_JUDGED("no C here"),
        /** There is no target. */
        NONE("–");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        /** As it stands in the table. */
        public String text() {
            return text;
        }
    }
}
