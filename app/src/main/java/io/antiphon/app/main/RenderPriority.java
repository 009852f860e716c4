package io.antiphon.app.main;

import io.antiphon.engine.render.RenderThreadPriority;
import io.antiphon.io.foreign.LinuxScheduling;
import io.antiphon.io.foreign.LinuxThread;
import io.antiphon.io.foreign.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The render thread's priority in the hands of the watchdog, which alone changes it. {@link #isLowered} any thread. */
final class RenderPriority implements RenderThreadPriority {
    private static final Logger LOG = LoggerFactory.getLogger(RenderPriority.class);

    private final LinuxThread render;
    private volatile boolean lowered;

    RenderPriority(LinuxThread render) {
        this.render = render;
    }

    boolean isLowered() {
        return lowered;
    }

    /** On a single processor the watchdog would never run below a render thread that does not stop. */
    @Override
    public void prepareWatcher() {
        if (Runtime.getRuntime().availableProcessors() == 1) {
            Outcome outcome = LinuxScheduling.callerToFifo(RealTimeRights.RENDER_PRIORITY + 1);
            LOG.info("watchdog: granted={} {}", outcome.granted(), outcome.reason());
        }
    }

    @Override
    public long cpuNs() {
        return render.cpuNs();
    }

    @Override
    public void lower() {
        Outcome outcome = render.toOther();
        lowered = outcome.granted();
        LOG.warn(
                "render thread: did not stop working for a second and has normal priority now; the graph asks more than"
                        + " this processor gives, or a node does not end: granted={} {}",
                outcome.granted(),
                outcome.reason());
    }

    @Override
    public void raise() {
        Outcome outcome = render.toFifo(RealTimeRights.RENDER_PRIORITY);
        lowered = !outcome.granted();
        LOG.info(
                "render thread: does well again and has its priority back: granted={} {}",
                outcome.granted(),
                outcome.reason());
    }
}
