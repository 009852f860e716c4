package io.antiphon.engine.clock;

import io.antiphon.engine.audio.RealTime;
import java.util.concurrent.locks.LockSupport;

/** The machine's monotonic clock, waiting by {@link LockSupport#parkNanos}; works everywhere without rights. */
public final class SystemClock implements Clock {
    @Override
    @RealTime
    public long nowNs() {
        return System.nanoTime();
    }

    @Override
    @RealTime
    public void awaitUntil(long deadlineNs) {
        long remainingNs = deadlineNs - System.nanoTime();
        while (remainingNs > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(remainingNs);
            remainingNs = deadlineNs - System.nanoTime();
        }
    }
}
