package io.antiphon.engine.node;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** ITU-R BS.1770-5 and EBU Tech 3342 word by word, all blocks in memory, 48 kHz; what the meter is checked against. */
final class LiteralLoudness {
    private LiteralLoudness() {}

    /** The two filters of annex 1, in direct form I. */
    static void weigh(double[] x) {
        filter(x, 1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
        filter(x, 1, -2, 1, -1.99004745483398, 0.99007225036621);
    }

    /** @param slots energies of a tenth of a second each */
    static double integrated(List<Double> slots) {
        double[] blocks = IntStream.rangeClosed(0, slots.size() - 4)
                .mapToDouble(i -> mean(slots, i, 4))
                .toArray();
        double gate = lufs(meanAbove(blocks, -70)) - 10;
        return lufs(meanAbove(blocks, Math.max(-70, gate)));
    }

    static double range(List<Double> slots) {
        double[] blocks = IntStream.rangeClosed(0, slots.size() - 30)
                .mapToDouble(i -> mean(slots, i, 30))
                .toArray();
        double gate = Math.max(-70, lufs(meanAbove(blocks, -70)) - 20);
        double[] sorted = DoubleStream.of(blocks)
                .map(LiteralLoudness::lufs)
                .filter(l -> l > gate)
                .sorted()
                .toArray();
        int last = sorted.length - 1;
        return sorted[(int) Math.round(0.95 * last)] - sorted[(int) Math.round(0.1 * last)];
    }

    private static double mean(List<Double> slots, int from, int count) {
        return slots.subList(from, from + count).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static double meanAbove(double[] blocks, double gateLufs) {
        return DoubleStream.of(blocks).filter(e -> lufs(e) > gateLufs).average().orElse(0);
    }

    private static double lufs(double energy) {
        return -0.691 + 10 * Math.log10(energy);
    }

    private static void filter(double[] x, double b0, double b1, double b2, double a1, double a2) {
        double x1 = 0, x2 = 0, y1 = 0, y2 = 0;
        for (int i = 0; i < x.length; i++) {
            double y = b0 * x[i] + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x[i];
            y2 = y1;
            y1 = y;
            x[i] = y;
        }
    }
}
