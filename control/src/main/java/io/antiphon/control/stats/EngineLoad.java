package io.antiphon.control.stats;

import io.antiphon.control.apply.EngineFigures;
import io.antiphon.engine.clock.Clock;

/** How much of the time the engine renders, from one question to the next. Any thread. */
public final class EngineLoad {
    private static final long MIN_SPAN_NS = 500_000_000L;

    private final Clock clock;
    private long lastNs;
    private long lastRenderNs;
    private double percent;

    /** @param clock the time that passes */
    public EngineLoad(Clock clock) {
        this.clock = clock;
        this.lastNs = clock.nowNs();
    }

    /** Percent of the time since the last question that was spent rendering; over half a second at least. */
    public synchronized double percent(EngineFigures figures) {
        long nowNs = clock.nowNs();
        if (nowNs - lastNs >= MIN_SPAN_NS) {
            long renderNs = figures.count("render_ns");
            percent = 100.0 * (renderNs - lastRenderNs) / (nowNs - lastNs);
            lastNs = nowNs;
            lastRenderNs = renderNs;
        }
        return percent;
    }
}
