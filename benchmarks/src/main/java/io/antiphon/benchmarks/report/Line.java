package io.antiphon.benchmarks.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One figure of a benchmark; immutable. Of every figure less is better.
 *
 * @param name what was measured; the same in every run
 * @param unit unit of both figures
 * @param ours our figure
 * @param reference the figure of the C program that does the same; null where there is none
 * @param target what is asked for
 * @param details further figures by name, for the JSON only
 */
public record Line(
        String name, String unit, double ours, @Nullable Double reference, Target target, Map<String, Double> details) {
    public Line {
        details = Map.copyOf(details);
    }

    /** A figure without a comparison. */
    public static Line of(String name, String unit, double ours, Target target) {
        return new Line(name, unit, ours, null, target, Map.of());
    }

    /** Ours as a multiple of the reference; NaN without one, or when it is 0. */
    public double ratio() {
        return reference == null || reference == 0 ? Double.NaN : ours / reference;
    }

    /** Whether the target is met. */
    public Target.Verdict verdict() {
        return target.judge(ours, reference);
    }
}
