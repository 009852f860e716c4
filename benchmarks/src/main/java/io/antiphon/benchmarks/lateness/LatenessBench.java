package io.antiphon.benchmarks.lateness;

import io.antiphon.benchmarks.reference.CCompiler;
import io.antiphon.benchmarks.reference.CProgram;
import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.Numbers;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets a C thread and our render thread wake in turn, beside the same load. Main thread. */
@Command(
        name = "lateness",
        mixinStandardHelpOptions = true,
        description = "How late the render thread wakes beside a C thread, on a busy machine; two minutes.")
public final class LatenessBench implements Callable<Integer> {
    /** Left out at the start of each slice, on both sides. */
    private static final double SETTLE_SECONDS = 2;

    private static final double SMOKE_SECONDS = 0.2;

    /** A safepoint that takes longer to reach shows that a thread of the JVM was kept from running. */
    private static final Target SAFEPOINT_MS = Target.atMost(1);

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--frames", description = "Frames a period at 48 kHz: 64, 128 or 256; default ${DEFAULT-VALUE}.")
    private int frames = 128;

    @Option(names = "--seconds", description = "Length of a slice; default ${DEFAULT-VALUE}.")
    private double seconds = 20;

    @Option(names = "--slices", description = "Slices of each side, in turn; default ${DEFAULT-VALUE}.")
    private int slices = 3;

    @Option(names = "--minutes", description = "So long on each side, in all its slices; instead of --seconds.")
    private double minutes;

    @Option(names = "--nodes", description = "Nodes in our graph; default ${DEFAULT-VALUE}.")
    private int nodes = 100;

    @Option(names = "--hogs", description = "Busy processes beside it; default ${DEFAULT-VALUE}.")
    private int hogs = 4;

    @Option(
            names = "--churn-mb",
            description = "Megabytes a second allocated in our JVM, and beside C in another; default ${DEFAULT-VALUE}.")
    private int churnMb = 500;

    @Override
    public Integer call() throws IOException, InterruptedException {
        double settle = options.isSmoke() ? 0 : SETTLE_SECONDS;
        int rounds = options.isSmoke() ? 1 : slices;
        double slice = options.isSmoke() ? SMOKE_SECONDS : minutes > 0 ? minutes * 60 / slices : seconds;
        List<Wakes> ours = new ArrayList<>();
        List<Wakes> theirs = new ArrayList<>();
        double safepointNs = 0;
        try (CCompiler compiler = options.compiler();
                Hogs busy = new Hogs(hogs)) {
            Report report = new Report("lateness", Machine.here(compiler.version()), method(rounds, slice), System.out);
            Optional<CProgram> reference = compiler.compile(List.of("lateness.c"), List.of());
            for (int i = 0; i < rounds; i++) {
                if (reference.isPresent()) {
                    try (Churn churn = new Churn(churnMb)) {
                        theirs.add(Wakes.of(reference.get().run(frames, slice, settle)));
                    }
                }
                ChildJvm.Run run = ChildJvm.run(frames, slice, settle, nodes, churnMb);
                ours.add(run.wakes());
                safepointNs = Math.max(safepointNs, run.safepointNs());
            }
            report(ours, theirs, safepointNs, report);
            report.writeTo(options.json("lateness"));
        }
        return 0;
    }

    private String method(int rounds, double slice) {
        return "Periods of %d frames at 48 kHz, %d slices of %.1f s each in turn, beside %d busy processes and %d MB/s of allocation; %d nodes on our side, none in C. Quantiles: median of the slices; max and missed: of all."
                .formatted(frames, rounds, slice, hogs, churnMb, nodes);
    }

    private void report(List<Wakes> ours, List<Wakes> theirs, double safepointNs, Report report) {
        report.add(us("p50", ours, theirs, Wakes::p50Ns, Target.NONE));
        report.add(us("p99", ours, theirs, Wakes::p99Ns, Target.timesReferencePlus(2, 20)));
        report.add(us("p99.9", ours, theirs, Wakes::p999Ns, Target.NONE));
        report.add(new Line(
                name("lateness max"),
                "µs",
                max(ours) / 1e3,
                theirs.isEmpty() ? null : max(theirs) / 1e3,
                Target.NONE,
                Map.of()));
        report.add(new Line(
                name("missed periods"),
                "a minute",
                missedPerMinute(ours),
                theirs.isEmpty() ? null : missedPerMinute(theirs),
                Target.timesReferencePlus(1, 1),
                Map.of("oursMissed", sum(ours, Wakes::missed), "oursPeriods", sum(ours, Wakes::periods))));
        report.add(Line.of(name("worst time to safepoint"), "ms", safepointNs / 1e6, SAFEPOINT_MS));
        report.add(new Line(
                name("slices without real-time priority"),
                "slices",
                ours.size() - sum(ours, Wakes::granted),
                theirs.isEmpty() ? null : theirs.size() - sum(theirs, Wakes::granted),
                Target.NONE,
                Map.of()));
    }

    private Line us(String quantile, List<Wakes> ours, List<Wakes> theirs, ToDoubleFunction<Wakes> ns, Target target) {
        @Nullable Double c = theirs.isEmpty() ? null : median(theirs, ns) / 1e3;
        return new Line(name("lateness " + quantile), "µs", median(ours, ns) / 1e3, c, target, Map.of());
    }

    private String name(String what) {
        return frames + " frames: " + what;
    }

    private static double median(List<Wakes> slices, ToDoubleFunction<Wakes> of) {
        return Numbers.median(slices.stream().mapToDouble(of).toArray());
    }

    private static double max(List<Wakes> slices) {
        return slices.stream().mapToDouble(Wakes::maxNs).max().orElse(Double.NaN);
    }

    private static double sum(List<Wakes> slices, ToDoubleFunction<Wakes> of) {
        return slices.stream().mapToDouble(of).sum();
    }

    private double missedPerMinute(List<Wakes> slices) {
        double minutesMeasured = sum(slices, Wakes::periods) * frames / 48_000 / 60;
        return sum(slices, Wakes::missed) / minutesMeasured;
    }
}
