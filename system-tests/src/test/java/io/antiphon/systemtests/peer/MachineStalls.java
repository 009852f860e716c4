package io.antiphon.systemtests.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;

/**
 * Watches, by a small program in C, when this machine lets even the most urgent program wait: a hypervisor takes its
 * processors away for milliseconds. What the server misses at such a time is not its own fault; what it misses at any
 * other time is.
 *
 * <p>The C program stands one above the render thread, so that it waits for the machine and never for the server. It costs
 * the server some microseconds a wake-up, a thousandth of a period. It watches each processor by a thread of its own, since
 * a hypervisor takes them away one by one, and looks eight times a period, since a stall a little longer than the period
 * makes the one loop miss and not the other, as their phases have it.
 *
 * <p>One thread owns it.
 */
public final class MachineStalls implements AutoCloseable {
    private static final int PRIORITY = 71;

    /** The audio graph's period unless it is set: 128 frames at 48 kHz. */
    private static final long PERIOD_NS = 2_666_667;

    private static final int LOOKS_A_PERIOD = 8;

    /** What the server needs of a period at most: so much less than a whole one has to be taken away from it. */
    private static final long RENDER_NS = 500_000;

    /** How far apart the moment of a stall and the moment the server's counter shows it may be. */
    private static final long SLACK_NS = 20_000_000;

    private final Process process;
    private final BufferedReader out;
    private final List<Stall> stalls = new ArrayList<>();
    private double missedPeriods;

    /** A time in which a processor did not run what was most urgent. */
    private record Stall(long fromNs, long toNs) {}

    private MachineStalls(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Begins to watch. */
    public static MachineStalls watch() throws IOException {
        Process process = new ProcessBuilder(
                        CProgram.named("stalls").toString(),
                        Long.toString(PERIOD_NS),
                        Integer.toString(PRIORITY),
                        Long.toString(PERIOD_NS - PERIOD_NS / LOOKS_A_PERIOD - RENDER_NS))
                .redirectErrorStream(true)
                .start();
        MachineStalls watch = new MachineStalls(process);
        String first = watch.out.readLine();
        if (!"watching".equals(first)) {
            watch.close();
            throw new IOException("the reference in C did not start: " + first);
        }
        return watch;
    }

    /** Ends the watch; only then the rest can be asked. */
    public void stop() throws IOException {
        process.getOutputStream().close();
        Scanner lines = new Scanner(out).useLocale(Locale.ROOT);
        while (lines.hasNext()) {
            boolean stall = lines.next().equals("stall");
            lines.nextInt(); // the processor
            if (stall) {
                stalls.add(new Stall(lines.nextLong(), lines.nextLong()));
            } else {
                missedPeriods += lines.nextDouble();
            }
        }
    }

    /** Periods that loops in C missed, one on each processor. */
    public double missedPeriods() {
        return missedPeriods;
    }

    /** The longest stall. */
    public double longestMs() {
        return stalls.stream()
                .mapToDouble(stall -> (stall.toNs - stall.fromNs) / 1e6)
                .max()
                .orElse(0);
    }

    /** Periods that any program may have missed between two times, since a processor was taken away from it. */
    public long excused(long fromNs, long toNs) {
        return stalls.stream()
                .filter(stall -> stall.toNs > fromNs - SLACK_NS && stall.fromNs < toNs + SLACK_NS)
                .mapToLong(this::periodsMissedBy)
                .sum();
    }

    /** Deadlines after which too little was left of their period: those in all but the last part of the stall. */
    private long periodsMissedBy(Stall stall) {
        long longestNs = stall.toNs - stall.fromNs + PERIOD_NS / LOOKS_A_PERIOD;
        return Math.max(0, Math.ceilDiv(longestNs - (PERIOD_NS - RENDER_NS), PERIOD_NS));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
