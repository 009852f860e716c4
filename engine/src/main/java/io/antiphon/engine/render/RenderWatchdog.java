package io.antiphon.engine.render;

import io.antiphon.engine.clock.Clock;

/**
 * Takes the real-time priority from a render thread that does not stop working, so that it does not take the machine
 * with it, and gives it back when it does well again. Each time that it had to be taken anew, it is withheld twice as
 * long.
 *
 * <p>Has a thread of its own, since a thread that hangs cannot help itself. Control thread; {@link #isLowered} any.
 */
public final class RenderWatchdog implements AutoCloseable {
    /** Share of a second of CPU that takes the priority; the kernel itself leaves a real-time thread 95 %. */
    static final double RUNAWAY_SHARE = 0.9;

    /** Share of a second that is well again. */
    static final double WELL_SHARE = 0.75;

    static final long CHECK_NS = 500_000_000L;
    static final long FIRST_HOLD_NS = 5_000_000_000L;
    static final long LONGEST_HOLD_NS = 320_000_000_000L;
    private static final int CHECKS_A_WINDOW = 2;

    private final RenderThreadPriority priority;
    private final Clock clock;
    private final LoopThread thread;
    private final long[] cpuNs = new long[CHECKS_A_WINDOW];
    private final long[] atNs = new long[CHECKS_A_WINDOW];
    private int checks;
    private long changedNs;
    private long holdNs = FIRST_HOLD_NS;
    private volatile boolean lowered;

    /**
     * @param priority what it takes and gives back
     * @param clock what it waits on
     */
    public RenderWatchdog(RenderThreadPriority priority, Clock clock) {
        this.priority = priority;
        this.clock = clock;
        this.thread = new LoopThread("antiphon-watchdog", this::run);
        this.changedNs = clock.nowNs();
    }

    /** Begins to watch; the render thread must have been prepared. */
    public void start() {
        thread.start();
    }

    /** True while the render thread has no priority because it did not stop working. */
    public boolean isLowered() {
        return lowered;
    }

    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        priority.prepareWatcher();
        while (!thread.isStopping()) {
            check();
            clock.awaitUntil(clock.nowNs() + CHECK_NS);
        }
    }

    /** Looks at the last second. */
    void check() {
        long nowNs = clock.nowNs();
        long usedNs = priority.cpuNs();
        int slot = checks % CHECKS_A_WINDOW;
        if (checks >= CHECKS_A_WINDOW) {
            decide(nowNs, (double) (usedNs - cpuNs[slot]) / Math.max(1, nowNs - atNs[slot]));
        }
        cpuNs[slot] = usedNs;
        atNs[slot] = nowNs;
        checks++;
    }

    private void decide(long nowNs, double share) {
        long sinceNs = nowNs - changedNs;
        if (!lowered && share >= RUNAWAY_SHARE) {
            holdNs = sinceNs > LONGEST_HOLD_NS ? FIRST_HOLD_NS : holdNs;
            change(nowNs, true);
        } else if (lowered && share <= WELL_SHARE && sinceNs >= holdNs) {
            holdNs = Math.min(2 * holdNs, LONGEST_HOLD_NS);
            change(nowNs, false);
        }
    }

    private void change(long nowNs, boolean lower) {
        lowered = lower;
        changedNs = nowNs;
        checks = 0; // the next second is judged by itself
        if (lower) {
            priority.lower();
        } else {
            priority.raise();
        }
    }
}
