package io.antiphon.engine.render;

import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.graph.PartRunner;
import io.antiphon.engine.graph.Schedule;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A second render thread on another processor. Shortly before each period it stands ready for a short while; when the
 * render thread takes it, it spins from stage to stage until it is let go of. When it is not there in time, the render
 * thread does all by itself.
 *
 * <p>Between taking and letting go, fields without a volatile belong to whoever's turn it is: {@link #asked} hands them
 * to the helper, {@link #done} hands them back. {@link #take}, {@link #letGo} and the part's methods are the render
 * thread's.
 */
final class RenderHelper implements PartRunner, AutoCloseable {
    private static final int AWAY = 0;
    private static final int READY = 1;
    private static final int TAKEN = 2;

    /** How much earlier than the period it is there. */
    private static final long EARLY_NS = 50_000;

    /** How long it stands ready; what is later than that can do without it. */
    private static final long READY_NS = 300_000;

    private static final int SPINS_BEFORE_REST = 1 << 16;
    private static final long REST_NS = 20_000;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(RenderHelper.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How soon it looks again whether there is something to share. */
    private static final long NOTHING_TO_SHARE_NS = 20_000_000;

    private final Renderer renderer;
    private final Clock clock;
    private final RenderThreadSetup setup;
    private final LoopThread thread;
    private volatile int state = AWAY;
    private volatile long asked;
    private volatile long done;
    private Schedule schedule = Schedule.EMPTY;
    private int from;
    private int to;
    private long position;
    private int timed;
    private int active;

    /** @param clock what it waits on, and nobody else */
    RenderHelper(Renderer renderer, Clock clock, RenderThreadSetup setup) {
        this.renderer = renderer;
        this.clock = clock;
        this.setup = setup;
        this.thread = new LoopThread("antiphon-render-2", this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    @RealTime
    public boolean take() {
        return STATE.compareAndSet(this, READY, TAKEN);
    }

    @Override
    @RealTime
    public void letGo() {
        state = AWAY;
    }

    @Override
    @RealTime
    public void begin(Schedule schedule, int from, int to, long position, int timed) {
        this.schedule = schedule;
        this.from = from;
        this.to = to;
        this.position = position;
        this.timed = timed;
        asked = done + 1;
    }

    /** Spins, since the other half takes as long as ours; rests in between when the system has set the helper aside. */
    @Override
    @RealTime
    public int join() {
        long wanted = asked;
        for (int spins = 0; done != wanted; spins++) {
            if (spins < SPINS_BEFORE_REST) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(REST_NS);
            }
        }
        return active;
    }

    /** To be called when the render thread has ended. */
    @Override
    public void close() {
        thread.close();
    }

    private void run() {
        setup.prepareHelper();
        loop();
    }

    @RealTime
    private void loop() {
        while (!thread.isStopping()) {
            if (!renderer.isShared()) {
                clock.awaitUntil(clock.nowNs() + NOTHING_TO_SHARE_NS);
                continue;
            }
            clock.awaitUntil(renderer.time().nsOf(renderer.position()) - EARLY_NS);
            if (standReady()) {
                serve();
            }
        }
    }

    /** True when it was taken. */
    @RealTime
    private boolean standReady() {
        state = READY;
        long untilNs = clock.nowNs() + READY_NS;
        while (state == READY) {
            if (clock.nowNs() - untilNs > 0 && STATE.compareAndSet(this, READY, AWAY)) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    @RealTime
    private void serve() {
        while (state == TAKEN) {
            if (asked == done) {
                Thread.onSpinWait();
            } else {
                serveOnce();
            }
        }
    }

    /** Hands back what it was asked for even if a node fails: then the render thread goes on alone. */
    @RealTime
    private void serveOnce() {
        long wanted = asked;
        try {
            active = schedule.runPart(from, to, position, timed, clock);
        } finally {
            done = wanted;
        }
    }
}
