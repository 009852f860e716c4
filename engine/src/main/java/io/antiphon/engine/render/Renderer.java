package io.antiphon.engine.render;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.counters.LatenessHistogram;
import io.antiphon.engine.counters.RenderCounter;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.PartRunner;
import io.antiphon.engine.graph.Schedule;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs the schedule period by period and takes a new one in between. Owned by the render thread; what other threads may
 * call says so.
 */
final class Renderer {
    /** Time that is caught up by rendering without pause; a thread that is further behind leaves the rest out. */
    static final long CATCH_UP_NS = 100_000_000L;

    /** Periods that are left out at once while there is nothing to render: waking up is all that they would cost. */
    static final int IDLE_PERIODS = 7;

    private final Clock clock;
    private final int periodFrames;
    private final long periodNs;
    private final GraphTime time;
    private final Counters<RenderCounter> counters = new Counters<>(RenderCounter.class);
    private final LatenessHistogram lateness = new LatenessHistogram();
    private final AtomicReference<@Nullable Schedule> pending = new AtomicReference<>();
    private @Nullable Schedule running;
    private PartRunner helper = PartRunner.NOBODY;
    private int timed;
    private volatile int nodes;
    private volatile boolean shared;
    private volatile long runningSequence;
    private volatile long position;

    Renderer(GraphFormat format, Clock clock) {
        this.clock = clock;
        this.periodFrames = format.periodFrames();
        this.time = new GraphTime(format.sampleRateHz(), clock.nowNs());
        this.periodNs = time.durationNs(periodFrames);
    }

    /** Has a second thread help from now on. Before the first period. */
    void helpedBy(PartRunner helper) {
        this.helper = helper;
    }

    /** True when the running schedule can be shared. Any thread. */
    @RealTime
    boolean isShared() {
        return shared;
    }

    /** Hands over the schedule to run from the next period on; one that was offered before and not yet taken is dropped. Control thread. */
    void offer(Schedule next) {
        pending.set(next);
    }

    /** Sequence of the schedule that runs; earlier ones are never touched again. Any thread. */
    long runningSequence() {
        return runningSequence;
    }

    /** Position of the next frame to render. Any thread. */
    long position() {
        return position;
    }

    /** Any thread. */
    GraphTime time() {
        return time;
    }

    /** Any thread. */
    EngineStatus status(List<RealTimeRight> rights) {
        return new EngineStatus(
                nodes,
                position,
                lateness.quantileNs(0.5),
                lateness.quantileNs(0.99),
                lateness.quantileNs(0.999),
                lateness.quantileNs(1),
                lateness.bars(),
                counters.snapshot(),
                rights);
    }

    /** Says that the next frame to render is due now. */
    @RealTime
    void begin() {
        time.anchor(position, clock.nowNs());
    }

    /**
     * Waits until the next period is due, renders it, and counts how late that was. Where there is nothing to render the
     * next ones are left out: a schedule that is offered meanwhile waits for {@link #IDLE_PERIODS} at most.
     */
    @RealTime
    void turn() {
        long dueNs = time.nsOf(position);
        clock.awaitUntil(dueNs);
        long lateNs = clock.nowNs() - dueNs;
        lateness.record(lateNs);
        if (lateNs > CATCH_UP_NS) {
            counters.add(RenderCounter.SKIPPED_FRAMES, lateNs * time.sampleRateHz() / 1_000_000_000L);
            time.anchor(position, dueNs + lateNs);
        }
        renderPeriod();
        long endNs = clock.nowNs();
        long tookNs = endNs - dueNs - lateNs;
        counters.add(RenderCounter.RENDER_NS, tookNs);
        if (endNs - dueNs > periodNs) {
            counters.increment(RenderCounter.XRUNS);
            counters.increment(tookNs > periodNs ? RenderCounter.XRUNS_LONG_PERIOD : RenderCounter.XRUNS_LATE_WAKE);
        }
        Schedule schedule = running;
        if (schedule == null || schedule.size() == 0) {
            long next = position;
            position = next + (long) IDLE_PERIODS * periodFrames;
            counters.add(RenderCounter.PERIODS, IDLE_PERIODS);
        }
    }

    /** Renders one period, whatever the time. */
    @RealTime
    void renderPeriod() {
        Schedule next = pending.get() == null ? null : pending.getAndSet(null);
        if (next != null) {
            running = next;
            nodes = next.size();
            shared = next.isShared();
            runningSequence = next.sequence();
            counters.increment(RenderCounter.SCHEDULES);
        }
        long now = position;
        Schedule schedule = running;
        boolean helped = shared && helper.take();
        if (schedule != null && schedule.size() > 0) {
            run(schedule, now, helped);
        }
        position = now + periodFrames;
        if (helped) {
            helper.letGo(); // it waits for the position that was just set
            counters.increment(RenderCounter.PERIODS_SHARED);
        }
        counters.increment(RenderCounter.PERIODS);
    }

    /** Each period another node is timed. */
    @RealTime
    private void run(Schedule schedule, long now, boolean helped) {
        timed = timed + 1 < schedule.size() ? timed + 1 : 0;
        int active = helped ? schedule.runShared(now, timed, clock, helper) : schedule.run(now, timed, clock);
        counters.set(RenderCounter.NODES_ACTIVE, active);
        long stalls = schedule.takeStalls();
        if (stalls > 0) {
            counters.add(RenderCounter.XRUNS_STALLED_EDGE, stalls);
        }
    }
}
