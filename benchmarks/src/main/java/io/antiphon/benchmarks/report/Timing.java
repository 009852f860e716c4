package io.antiphon.benchmarks.report;

import io.antiphon.io.foreign.LinuxScheduling;
import java.util.Arrays;

/**
 * Times a piece of work as {@code harness.c} does: in batches of a fixed duration, on a thread at SCHED_FIFO 40 where that
 * is allowed. The least of all batches is what the work costs; the median tells how quiet the machine was. Immutable.
 *
 * @param batches how many
 * @param batchUs least duration of one
 * @param warmUpMs how long the work is done beforehand, so that it is compiled; 0 for not at all
 */
public record Timing(int batches, int batchUs, int warmUpMs) {
    /** For figures: 60 ms of measurement a turn. */
    public static final Timing FULL = new Timing(301, 200, 300);

    /** To see that it runs. */
    public static final Timing SMOKE = new Timing(3, 1, 0);

    private static final int FIFO_PRIORITY = 40;

    /** Calls after which compiled code no longer changes. */
    private static final int WARM_UP_CALLS = 3_000;

    /**
     * What one turn took, in nanoseconds a call.
     *
     * @param leastNs of all batches
     * @param medianNs of all batches
     */
    public record Result(double leastNs, double medianNs) {}

    /** Does the work until it is compiled. */
    public void warmUp(Runnable work) {
        long begunNs = System.nanoTime();
        for (int i = 0;
                warmUpMs > 0 && (i < WARM_UP_CALLS || System.nanoTime() - begunNs < warmUpMs * 1_000_000L);
                i++) {
            work.run();
        }
    }

    /** Times one turn on a thread of its own. */
    public Result measure(Runnable work) throws InterruptedException {
        double[] ns = new double[batches];
        onMeasuredThread(() -> measure(work, ns));
        return new Result(Arrays.stream(ns).min().orElseThrow(), Numbers.median(ns));
    }

    /** Does something on a thread of its own that no other program's work interrupts, where that is allowed. */
    public static void onMeasuredThread(Runnable work) throws InterruptedException {
        Thread thread = Thread.ofPlatform().name("measured").start(() -> {
            LinuxScheduling.callerToFifo(FIFO_PRIORITY); // where it is refused, the C side is refused too
            work.run();
        });
        thread.join();
    }

    private void measure(Runnable work, double[] ns) {
        int calls = 1;
        while (timeNs(work, calls) < batchUs * 1_000L) {
            calls *= 2;
        }
        for (int i = 0; i < ns.length; i++) {
            ns[i] = (double) timeNs(work, calls) / calls;
        }
    }

    private static long timeNs(Runnable work, int calls) {
        long begunNs = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            work.run();
        }
        return System.nanoTime() - begunNs;
    }
}
