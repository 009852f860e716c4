package io.antiphon.benchmarks.virtual;

import io.antiphon.engine.endpoint.BridgeCounter;
import io.antiphon.engine.graph.GraphException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** An hour in virtual time: how long it takes, that it repeats itself bit by bit, and how a sine comes through it. */
public final class VirtualHour {
    /** A network of the bad kind: 5 ms of jitter, losses, duplicates, overtaking, and a stall every half minute. */
    public static final LinkFaults BAD_NETWORK = new LinkFaults(5, 0.001, 0.001, 0.001, 0.0002, 40);

    private static final int SOURCES = 16;
    private static final double LOCK_SECONDS = 5;

    private VirtualHour() {}

    /** @param args minutes of virtual time, 60 without; and the seed, 1 without */
    public static void main(String[] args) throws GraphException {
        double minutes = args.length > 0 ? Double.parseDouble(args[0]) : 60;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        System.out.printf(Locale.ROOT, "%.0f minutes of virtual time, seed %d%n", minutes, seed);
        crowd(minutes, seed);
        sine(minutes, new SkewedClock(0, 200, 1_200), seed);
        sine(minutes, SkewedClock.constant(200), seed);
        sine(minutes, SkewedClock.constant(-200), seed);
    }

    private static void crowd(double minutes, long seed) throws GraphException {
        try (VirtualStudio studio = new VirtualStudio()) {
            HashingSink sink = new HashingSink();
            studio.addSeeded(SOURCES, BAD_NETWORK, seed);
            studio.connect(sink);
            long beganNs = System.nanoTime();
            long beganCpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            studio.run(minutes * 60);
            double seconds = (System.nanoTime() - beganNs) / 1e9;
            double cpuSeconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - beganCpuNs) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d sources, bad network: %.1f s (%.1f s of CPU), %.0f times real time, hash %016x, %d lost, %d reordered, %d duplicate, %d underruns%n",
                    SOURCES,
                    seconds,
                    cpuSeconds,
                    minutes * 60 / seconds,
                    sink.hash(),
                    total(studio, BridgeCounter.LOST_PACKETS),
                    total(studio, BridgeCounter.REORDERED_PACKETS),
                    total(studio, BridgeCounter.DUPLICATE_PACKETS),
                    total(studio, BridgeCounter.UNDERRUNS));
        }
    }

    private static void sine(double minutes, SkewedClock clock, long seed) throws GraphException {
        try (VirtualStudio studio = new VirtualStudio()) {
            ToneMeter meter = new ToneMeter(1_000);
            studio.add(6, 0.5, clock, new FaultyLink(LinkFaults.jitter(5), seed));
            studio.connect(meter);
            studio.run(LOCK_SECONDS);
            meter.clear();
            studio.run(minutes * 60 - LOCK_SECONDS);
            System.out.printf(
                    Locale.ROOT,
                    "1 kHz, 5 ms jitter, %.0f±%.0f ppm: THD+N of the worst 100 ms %.1f dB, pitch %.0f ppm at most and %.0f ppm/s, %d underruns, latency %.2f ms%n",
                    clock.ppm(),
                    clock.swingPpm(),
                    meter.worstDb(),
                    meter.furthestPpm(),
                    meter.steepestPpmPerSecond(),
                    total(studio, BridgeCounter.UNDERRUNS),
                    studio.senders().getFirst().status().latencyMs());
        }
    }

    private static long total(VirtualStudio studio, BridgeCounter counter) {
        return studio.senders().stream()
                .mapToLong(sender -> sender.counters().get(counter))
                .sum();
    }
}
