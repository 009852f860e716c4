package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.clock.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class RenderWatchdogTest {
    private static final int CHECKS_A_SECOND = (int) (1_000_000_000L / RenderWatchdog.CHECK_NS);

    private final ManualClock clock = new ManualClock();
    private final FakePriority priority = new FakePriority();
    private final RenderWatchdog watchdog = new RenderWatchdog(priority, clock);

    @Test
    void aThreadThatWorksHardKeepsItsPriority() {
        pass(60, 0.85);
        assertThat(priority.said).isEmpty();
    }

    @Test
    void aSecondWithoutRestTakesThePriorityOnce() {
        pass(10, 0.3);
        pass(1, 0.95);
        assertThat(priority.said)
                .as("three quarters of a second are too little")
                .isEmpty();
        pass(10, 0.95);
        assertThat(priority.said).containsExactly("lower");
        assertThat(watchdog.isLowered()).isTrue();
    }

    @Test
    void itIsGivenBackWhenAllIsWell() {
        pass(3, 1);
        pass(8, 0.8);
        assertThat(priority.said).as("80 % are not well yet").containsExactly("lower");
        pass(2, 0.3);
        assertThat(priority.said).containsExactly("lower", "raise");
        assertThat(watchdog.isLowered()).isFalse();
    }

    @Test
    void eachRelapseIsHeldTwiceAsLong() {
        List<Integer> held = new ArrayList<>();
        for (int relapse = 0; relapse < 8; relapse++) {
            while (!watchdog.isLowered()) {
                tick(1);
            }
            int checks = 0;
            while (watchdog.isLowered()) {
                tick(0.1);
                checks++;
            }
            held.add(checks / CHECKS_A_SECOND);
        }
        assertThat(held).containsExactly(5, 10, 20, 40, 80, 160, 320, 320);
        pass(330, 0.1);
        pass(3, 1);
        pass(7, 0.1);
        assertThat(watchdog.isLowered()).as("long well: the first hold again").isFalse();
    }

    @Test
    void itsThreadChecksByTheClockAndEnds() throws Exception {
        watchdog.start();
        for (int i = 0; i < 2 * CHECKS_A_SECOND; i++) {
            clock.awaitWaiting(1);
            priority.usedNs.addAndGet(RenderWatchdog.CHECK_NS);
            clock.advance(RenderWatchdog.CHECK_NS);
        }
        clock.awaitWaiting(1);
        assertThat(priority.prepared).isTrue();
        assertThat(watchdog.isLowered()).isTrue();
        watchdog.close();
    }

    private void pass(int seconds, double share) {
        for (int i = 0; i < seconds * CHECKS_A_SECOND; i++) {
            tick(share);
        }
    }

    private void tick(double share) {
        watchdog.check();
        clock.advance(RenderWatchdog.CHECK_NS);
        priority.usedNs.addAndGet((long) (share * RenderWatchdog.CHECK_NS));
    }

    /** Remembers what was done to it; its CPU time is set by hand. */
    private static final class FakePriority implements RenderThreadPriority {
        private final List<String> said = new ArrayList<>();
        private final AtomicLong usedNs = new AtomicLong();
        private volatile boolean prepared;

        @Override
        public void prepareWatcher() {
            prepared = true;
        }

        @Override
        public long cpuNs() {
            return usedNs.get();
        }

        @Override
        public void lower() {
            said.add("lower");
        }

        @Override
        public void raise() {
            said.add("raise");
        }
    }
}
