package io.antiphon.app.main;

import io.antiphon.engine.render.RenderThreadSetup;
import io.antiphon.io.foreign.LinuxScheduling;
import io.antiphon.io.foreign.Outcome;
import java.util.List;
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
    private static final int RENDER_PRIORITY = 70;
    private static final long TIMER_SLACK_NS = 1;
    private static final long ANSWER_TIMEOUT_MS = 500;

    private final CountDownLatch prepared = new CountDownLatch(1);
    private volatile List<String> missing = List.of();

    @Override
    public void prepare() {
        log("timer slack", LinuxScheduling.callerTimerSlack(TIMER_SLACK_NS));
        Outcome priority = LinuxScheduling.callerToFifo(RENDER_PRIORITY);
        log("render thread", priority);
        if (!priority.granted()) {
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

    private static void log(String what, Outcome outcome) {
        LOG.info("{}: granted={} {}", what, outcome.granted(), outcome.reason());
    }
}
