package io.antiphon.app.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceStatus;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.render.Engine;
import io.antiphon.engine.render.RealTimeRight;
import io.antiphon.engine.render.RenderWatchdog;
import io.antiphon.io.foreign.NanosleepClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A node that does not end, on a render thread with real-time priority: the machine is not taken with it. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunawayTest {
    /** The node ends by itself, should nobody stop it. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    @Test
    void endlessNodeLosesThePriorityAndGetsItBackWhenItIsWell() throws Exception {
        RealTimeRights rights = new RealTimeRights(1, false);
        EndlessSource source = new EndlessSource();
        try (Engine engine = new Engine(GraphFormat.DEFAULT, new NanosleepClock(), rights)) {
            engine.apply(new GraphSpec(List.of(new NodeSpec("endless", new SourceSettings(source), List.of()))));
            engine.start();
            rights.missing();
            assumeTrue(!rights.priorities().isEmpty(), "no right to a real-time priority here");
            try (RenderWatchdog watchdog =
                    new RenderWatchdog(rights.priorities().getFirst(), new SystemClock())) {
                watchdog.start();
                assertThat(renderRight(engine).granted()).isTrue();
                source.endless = true;
                await().atMost(LONGEST.minusSeconds(1)).until(watchdog::isLowered);
                assertThat(renderRight(engine).granted()).isFalse();
                assertThat(renderRight(engine).text()).contains("did not stop working");
                source.endless = false;
                await().atMost(Duration.ofSeconds(20)).until(() -> !watchdog.isLowered());
                assertThat(renderRight(engine).granted()).isTrue();
            }
        } finally {
            source.endless = false;
        }
    }

    private static RealTimeRight renderRight(Engine engine) {
        return engine.status().rights().stream()
                .filter(right -> right.name().equals("render_priority"))
                .findFirst()
                .orElseThrow();
    }

    private static final class EndlessSource implements SourceEndpoint {
        private volatile boolean endless;

        @Override
        public void read(AudioBlock into, long position) {
            long endNs = System.nanoTime() + LONGEST.toNanos();
            while (endless && System.nanoTime() < endNs) {
                Thread.onSpinWait();
            }
            into.silence(2);
        }

        @Override
        public SourceStatus status() {
            return new SourceStatus(SourceStatus.State.PLAYING, null, 0, 0, Map.of());
        }

        @Override
        public void close() {
            endless = false;
        }
    }
}
