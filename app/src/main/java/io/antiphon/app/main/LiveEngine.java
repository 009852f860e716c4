package io.antiphon.app.main;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.render.Engine;
import java.util.List;

/**
 * The engine alone, with the rights, the clock and the warm-up that the server gives it; for benchmarks, so that they
 * measure what runs. Main thread.
 */
public final class LiveEngine implements AutoCloseable {
    private final RealTimeRights rights = new RealTimeRights(1, false);
    private final GraphFormat format;
    private final Engine engine;

    /**
     * @param format period and rate
     * @param clock what the render thread waits on: {@link #waitingClock}, or something that watches it
     */
    public LiveEngine(GraphFormat format, Clock clock) {
        this.format = format;
        this.engine = new Engine(format, clock, rights);
    }

    /** The clock that the server's render thread waits on; for one thread. */
    public static Clock waitingClock() {
        return Server.waitingClock();
    }

    /** The engine; it starts with {@link #start}. */
    public Engine engine() {
        return engine;
    }

    /**
     * Warms up and starts the render thread.
     *
     * @return sentences about what it did not get
     */
    public List<String> start() throws InterruptedException {
        Server.warmUp(format);
        engine.start();
        return rights.missing();
    }

    @Override
    public void close() {
        engine.close();
    }
}
