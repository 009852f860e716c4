package io.antiphon.benchmarks.edge;

import io.antiphon.benchmarks.report.Line;
import io.antiphon.benchmarks.report.Machine;
import io.antiphon.benchmarks.report.Numbers;
import io.antiphon.benchmarks.report.Report;
import io.antiphon.benchmarks.report.RunOptions;
import io.antiphon.benchmarks.report.Target;
import io.antiphon.benchmarks.report.Timing;
import io.antiphon.engine.graph.GraphFormat;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Streams through the input bridge, in virtual time. Main thread. */
@Command(
        name = "edge",
        mixinStandardHelpOptions = true,
        description =
                "Streams with clocks of their own: CPU time a packet and a frame, latency, lock, THD+N; a minute.")
public final class EdgeBench implements Callable<Integer> {
    private static final GraphFormat GRAPH = GraphFormat.DEFAULT;
    private static final Target LOCK_SECONDS = Target.atMost(5);
    private static final Target CLEAN_DB = Target.atMost(-90);
    private static final Target NO_GLITCH = Target.atMost(0);

    /** What is left out before the sound is judged: the time that a lock may take. */
    private static final double LOCK_LIMIT_SECONDS = 5;

    /** Seconds of all streams together that one turn measures. */
    private static final double STREAM_SECONDS = 640;

    private static final double LONGEST_TURN_SECONDS = 20;
    private static final double WARM_UP_SECONDS = 10;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(names = "--turns", description = "Turns of each load; the median of them counts; default ${DEFAULT-VALUE}.")
    private int turns = 5;

    @Option(names = "--jitter-ms", description = "Greatest delay of a packet; default ${DEFAULT-VALUE}.")
    private double jitterMs = 5;

    @Option(
            names = "--ppm",
            description = "What the sender's clock is off by, to both sides; default ${DEFAULT-VALUE}.")
    private double ppm = 200;

    @Option(names = "--seconds", description = "Virtual time that the sound is judged for; default ${DEFAULT-VALUE}.")
    private double seconds = 300;

    @Option(names = "--seed", description = "Of the jitter; default ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report report = new Report(
                "edge",
                Machine.here("not used"),
                "Scream-like streams, 48 kHz, stereo, packets of 288 frames; a graph of %d frames a period reads them. Load: jitter 1 ms, clocks ±100 ppm, median of %d turns. Sound: 1 kHz, jitter %s ms, virtual time %s s, seed=%d, worst tenth of a second after %s s."
                        .formatted(
                                GRAPH.periodFrames(),
                                turns,
                                Numbers.shortest(jitterMs),
                                Numbers.shortest(seconds),
                                seed,
                                Numbers.shortest(LOCK_LIMIT_SECONDS)),
                System.out);
        for (int streams : new int[] {1, 64, 500}) {
            measureLoad(streams, report);
        }
        for (double off : new double[] {ppm, -ppm}) {
            measureQuality(off, report);
        }
        report.writeTo(options.json("edge"));
        return 0;
    }

    private void measureLoad(int streams, Report report) throws InterruptedException {
        EdgeLoad load = new EdgeLoad(streams, GRAPH);
        double turn = options.isSmoke() ? 0.1 : Math.min(LONGEST_TURN_SECONDS, STREAM_SECONDS / streams);
        load.run(options.isSmoke() ? 0.1 : Math.max(WARM_UP_SECONDS / streams, turn));
        int rounds = options.isSmoke() ? 1 : turns;
        double[] packet = new double[rounds];
        double[] frame = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            Timing.onMeasuredThread(() -> load.run(turn));
            packet[i] = load.nsPerPacket();
            frame[i] = load.nsPerFrame();
        }
        String name = streams + (streams == 1 ? " stream: " : " streams: ");
        report.add(Line.of(name + "writing", "ns/packet", Numbers.median(packet), Target.NONE));
        report.add(Line.of(name + "reading", "ns/frame", Numbers.median(frame), Target.NONE));
        double shareOfCore = Numbers.median(frame) * GRAPH.sampleRateHz() / 1e9 * 100
                + Numbers.median(packet) * GRAPH.sampleRateHz() / SimulatedSender.PACKET_FRAMES / 1e9 * 100;
        report.add(Line.of(name + "both", "% of a core/stream", shareOfCore, Target.NONE));
    }

    private void measureQuality(double off, Report report) {
        double length = options.isSmoke() ? LOCK_LIMIT_SECONDS + 1 : seconds;
        EdgeQuality quality = new EdgeQuality(GRAPH, off, jitterMs, length, seed);
        quality.run();
        String name = "%+.0f ppm: ".formatted(off);
        report.add(new Line(
                name + "clock known to 20 ppm for good",
                "s",
                quality.lockedSeconds(20),
                null,
                LOCK_SECONDS,
                Map.of("to10Ppm", quality.lockedSeconds(10), "to50Ppm", quality.lockedSeconds(50))));
        report.add(Line.of(name + "first sound", "ms", quality.firstHeardMs(), Target.NONE));
        report.add(Line.of(name + "latency", "ms", quality.latencyMs(), Target.NONE));
        report.add(Line.of(name + "underruns, jumps", "count", quality.glitches(), NO_GLITCH));
        report.add(new Line(
                name + "THD+N",
                "dB",
                quality.worstResidualDb(LOCK_LIMIT_SECONDS),
                null,
                CLEAN_DB,
                Map.of("median", quality.medianResidualDb(LOCK_LIMIT_SECONDS))));
    }
}
