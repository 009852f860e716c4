package io.antiphon.app.main;

import io.antiphon.engine.render.RealTimeRight;
import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.io.foreign.LinuxScheduling;
import io.antiphon.io.foreign.LinuxThread;
import io.antiphon.io.foreign.NanosleepClock;
import io.antiphon.io.foreign.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the system for what sound on time needs: a real-time priority for the render thread and no slack for its timer. What is
 * refused is said once.
 *
 * <p>Other threads of the JVM may not stand above the rest on every processor, nor below it (docs/decisions/0005); the
 * network's stand one step above it on all processors but one, see {@code MediaThread}.
 */
final class RealTimeRights implements RenderThreadSetup {
    private static final Logger LOG = LoggerFactory.getLogger(RealTimeRights.class);
    static final int RENDER_PRIORITY = 70;
    private static final long TIMER_SLACK_NS = 1;
    private static final long ANSWER_TIMEOUT_MS = 500;

    private final CountDownLatch prepared;
    private final List<RenderPriority> priorities = new CopyOnWriteArrayList<>();
    private final RealTimeRight memory;
    private volatile List<String> missing = List.of();
    private volatile boolean slackGranted;
    private volatile Outcome priority = Outcome.refused("the audio thread has not asked yet");

    /**
     * Asks for memory at once, for the rest when a render thread prepares itself.
     *
     * @param threads threads that render
     * @param lockMemory whether memory is to stay in RAM
     */
    RealTimeRights(int threads, boolean lockMemory) {
        this.prepared = new CountDownLatch(threads);
        this.memory = lockMemory
                ? RightsInWords.memory(logged("memory lock", LinuxScheduling.lockMemory()))
                : RightsInWords.MEMORY_NOT_WANTED;
    }

    @Override
    public void prepare() {
        slackGranted = logged("timer slack", LinuxScheduling.callerTimerSlack(TIMER_SLACK_NS))
                .granted();
        priority = logged("render thread", LinuxScheduling.callerToFifo(RENDER_PRIORITY));
        if (priority.granted()) {
            priorities.add(new RenderPriority(LinuxThread.current()));
        } else {
            missing = List.of("The audio thread has no real-time priority (" + priority.reason()
                    + "): sound may break up when the machine is busy.");
        }
        prepared.countDown();
    }

    /** Sentences about what the render thread did not get; waits for it to have asked. */
    List<String> missing() throws InterruptedException {
        if (!prepared.await(ANSWER_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
            LOG.warn("render thread: not prepared within {} ms", ANSWER_TIMEOUT_MS);
        }
        return missing;
    }

    @Override
    public void prepareHelper() {
        logged("timer slack of the second thread", LinuxScheduling.callerTimerSlack(TIMER_SLACK_NS));
        if (logged("second render thread", LinuxScheduling.callerToFifo(RENDER_PRIORITY))
                .granted()) {
            priorities.add(new RenderPriority(LinuxThread.current()));
        }
        prepared.countDown();
    }

    /** What watchdogs take and give back; empty without the right to a priority. After {@link #missing}. */
    List<RenderPriority> priorities() {
        return List.copyOf(priorities);
    }

    @Override
    public List<RealTimeRight> rights() {
        return List.of(
                RightsInWords.render(priority, priorities.stream().anyMatch(RenderPriority::isLowered)),
                RightsInWords.machine(LinuxScheduling.processIsRealTime()),
                RightsInWords.timer(NanosleepClock.isAvailable(), slackGranted),
                memory);
    }

    private static Outcome logged(String what, Outcome outcome) {
        LOG.info("{}: granted={} {}", what, outcome.granted(), outcome.reason());
        return outcome;
    }
}
