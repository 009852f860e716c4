package io.antiphon.benchmarks.dsp;

import io.antiphon.benchmarks.reference.CCompiler;
import io.antiphon.benchmarks.reference.CProgram;
import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.Numbers;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Timing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times every kernel and its C program in turn. Main thread. */
@Command(
        name = "dsp",
        mixinStandardHelpOptions = true,
        description = "Kernels: nanoseconds a frame beside C at gcc -O3 -march=native; half a minute.")
public final class DspBench implements Callable<Integer> {
    /** The two sides' output may differ by rounding and by how a position is kept, not by more. */
    private static final double SAME_LEVEL = 1e-3;

    /** Periods before the output's level is taken; the same in {@code harness.c}. */
    private static final int LEVEL_PERIODS = 64;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--frames", description = "Frames a period, 16…256; default ${DEFAULT-VALUE}.")
    private int frames = 128;

    @Option(names = "--turns", description = "Turns of each side; the median of them counts; default ${DEFAULT-VALUE}.")
    private int turns = 7;

    @Option(names = "--only", paramLabel = "WORD", description = "Only kernels with that in their name.")
    private String only = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (CCompiler compiler = options.compiler()) {
            Report report = new Report(
                    "dsp",
                    Machine.here(compiler.version()),
                    "Nanoseconds a 48 kHz frame in periods of %d frames, stereo where nothing else is said: least of 301 batches, median of %d turns, both sides in turn."
                            .formatted(frames, turns),
                    System.out);
            for (IntFunction<Kernel> kernel : Kernels.ALL) {
                measure(kernel.apply(frames), compiler, report);
            }
            report.writeTo(options.json("dsp"));
        }
        return 0;
    }

    private void measure(Kernel kernel, CCompiler compiler, Report report) throws IOException, InterruptedException {
        if (!kernel.name().contains(only)) {
            return;
        }
        Timing timing = options.isSmoke() ? Timing.SMOKE : Timing.FULL;
        Optional<CProgram> reference = kernel.reference().isEmpty()
                ? Optional.empty()
                : compiler.compile(
                        List.of(kernel.reference().getFirst(), "harness.c"),
                        kernel.reference().subList(1, kernel.reference().size()));
        double level = level(kernel);
        timing.warmUp(kernel::block);
        int rounds = options.isSmoke() ? 1 : turns;
        double[][] ours = new double[2][rounds];
        double[][] theirs = new double[2][rounds];
        for (int i = 0; i < rounds; i++) {
            if (reference.isPresent()) {
                double[] numbers = reference.get().run(timing.batches(), timing.batchUs(), frames);
                requireSameLevel(kernel, level, numbers[0]);
                theirs[0][i] = numbers[1];
                theirs[1][i] = numbers[2];
            }
            Timing.Result result = timing.measure(kernel::block);
            ours[0][i] = result.leastNs() / frames;
            ours[1][i] = result.medianNs() / frames;
        }
        @Nullable Double c = reference.isPresent() ? Numbers.median(theirs[0]) : null;
        report.add(new Line(
                kernel.name(),
                "ns/frame",
                Numbers.median(ours[0]),
                c,
                kernel.target(),
                c == null
                        ? Map.of("oursMedianOfBatches", Numbers.median(ours[1]))
                        : Map.of(
                                "oursMedianOfBatches",
                                Numbers.median(ours[1]),
                                "referenceMedianOfBatches",
                                Numbers.median(theirs[1]))));
    }

    /** Mean square of the output of a fresh kernel's 64th period. */
    private static double level(Kernel kernel) {
        for (int i = 0; i < LEVEL_PERIODS; i++) {
            kernel.block();
        }
        double level = 0;
        for (float sample : kernel.output()) {
            level += (double) sample * sample / kernel.output().length;
        }
        return level;
    }

    private static void requireSameLevel(Kernel kernel, double ours, double theirs) {
        if (Math.abs(ours - theirs) > SAME_LEVEL * theirs) {
            throw new IllegalStateException(kernel.name() + ": the two sides do not do the same work: mean square ours="
                    + ours + ", C=" + theirs);
        }
    }
}
