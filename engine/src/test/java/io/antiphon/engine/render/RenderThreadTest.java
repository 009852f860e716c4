package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.ManualClock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.DcFilterSettings;
import io.antiphon.engine.node.DelaySettings;
import io.antiphon.engine.node.DuckerSettings;
import io.antiphon.engine.node.EqualizerSettings;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.KeepSettings;
import io.antiphon.engine.node.LimiterSettings;
import io.antiphon.engine.node.LoudnessMeterSettings;
import io.antiphon.engine.node.MatrixSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.NormaliserSettings;
import io.antiphon.engine.node.ParametricSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.node.TimeshiftSettings;
import io.antiphon.engine.testing.MemoryHistory;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RenderThreadTest {
    private static final long PERIOD_NS = 2_666_666;

    @Test
    void rendersAPeriodWheneverTheClockReachesItsTime() throws Exception {
        ManualClock clock = new ManualClock();
        Semaphore rendered = new Semaphore(0);
        try (Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE)) {
            engine.apply(telling(rendered));
            engine.start();
            rendered.acquire(); // position 0 is due at once
            for (int i = 0; i < 20; i++) {
                clock.awaitWaiting(1);
                assertThat(rendered.tryAcquire()).isFalse();
                clock.advance(PERIOD_NS + 1);
                rendered.acquire();
            }
            assertThat(engine.status().counters()).containsEntry("xruns", 0L);
        }
    }

    @Test
    void aStallIsCaughtUpAndCounted() throws Exception {
        ManualClock clock = new ManualClock();
        Semaphore rendered = new Semaphore(0);
        try (Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE)) {
            engine.apply(telling(rendered));
            engine.start();
            rendered.acquire();
            clock.awaitWaiting(1);
            clock.advance(10 * (PERIOD_NS + 1));
            rendered.acquire(10);
            clock.awaitWaiting(1);
            clock.advance(PERIOD_NS + 1);
            rendered.acquire();
            clock.awaitWaiting(1);
            Map<String, Long> counters = engine.status().counters();
            assertThat(counters.get("xruns_late_wake")).isBetween(8L, 9L);
            assertThat(counters).containsEntry("skipped_frames", 0L);
        }
    }

    @Test
    void timeThatCannotBeCaughtUpIsLeftOut() throws Exception {
        ManualClock clock = new ManualClock();
        Semaphore rendered = new Semaphore(0);
        try (Engine engine = new Engine(GraphFormat.DEFAULT, clock, RenderThreadSetup.NONE)) {
            engine.apply(telling(rendered));
            engine.start();
            rendered.acquire();
            clock.awaitWaiting(1);
            clock.advance(1_000_000_000L);
            rendered.acquire();
            clock.awaitWaiting(1);
            clock.advance(PERIOD_NS + 1);
            rendered.acquire();
            clock.awaitWaiting(1);
            assertThat(rendered.tryAcquire()).isFalse();
            assertThat(engine.status().counters().get("skipped_frames")).isBetween(47_800L, 48_000L);
        }
    }

    /**
     * The VM now and then puts a hundred bytes of its own on the thread's account while it takes newly compiled code into
     * use, under no line of Java. What the program allocates it allocates in every ten thousand periods, so the test asks for
     * ten thousand without a byte; what happens less often is for RealTimeMethodsTest, which reads the code.
     */
    @Test
    void rendersTenThousandPeriodsWithoutAllocating() throws Exception {
        AllocationProbe probe = new AllocationProbe();
        try (Engine engine = new Engine(GraphFormat.DEFAULT, new SteppingClock(), RenderThreadSetup.NONE)) {
            engine.apply(everyNode(probe));
            engine.start();
            probe.await();
        }
        System.out.println("bytes allocated in windows of ten thousand periods: " + probe.windows());
        assertThat(probe.windows()).contains(0L);
    }

    private static GraphSpec telling(Semaphore rendered) {
        return new GraphSpec(List.of(
                new NodeSpec("mix", new MixSettings(2), List.of()),
                new NodeSpec("out", new SinkSettings(new TellingSink(rendered)), List.of(LinkSpec.unity("mix")))));
    }

    private static GraphSpec everyNode(SinkEndpoint sink) throws EndpointException {
        MemoryHistory history = new MemoryHistory(96_000);
        return new GraphSpec(List.of(
                new NodeSpec(
                        "tone",
                        new SourceSettings(GeneratorProvider.tone(48_000).open("tone:440/1000")),
                        List.of()),
                new NodeSpec(
                        "demo",
                        new SourceSettings(GeneratorProvider.demo(48_000).open("demo:")),
                        List.of()),
                new NodeSpec(
                        "noise",
                        new SourceSettings(GeneratorProvider.noise(48_000).open("noise:pink")),
                        List.of()),
                new NodeSpec(
                        "sweep",
                        new SourceSettings(GeneratorProvider.sweep(48_000).open("sweep:20-20000:1")),
                        List.of()),
                new NodeSpec("gain", new GainSettings(0.7), List.of(LinkSpec.unity("tone"))),
                new NodeSpec("delay", new DelaySettings(0.5, 2), List.of(LinkSpec.unity("noise"))),
                new NodeSpec(
                        "equalizer",
                        new EqualizerSettings(Collections.nCopies(EqualizerSettings.BANDS, 1.3), true),
                        List.of(LinkSpec.unity("gain"))),
                new NodeSpec(
                        "parametric",
                        new ParametricSettings(
                                List.of(new ParametricSettings.Band(ParametricSettings.Shape.LOW_SHELF, 200, 3, 0.7))),
                        List.of(LinkSpec.unity("equalizer"))),
                new NodeSpec("dc", DcFilterSettings.DEFAULT, List.of(LinkSpec.unity("parametric"))),
                new NodeSpec("matrix", MatrixSettings.auto(8), List.of(LinkSpec.unity("dc"))),
                new NodeSpec(
                        "mix",
                        new MixSettings(6),
                        List.of(
                                LinkSpec.unity("matrix"),
                                new LinkSpec("demo", 0.5),
                                LinkSpec.unity("delay"),
                                LinkSpec.unity("sweep"))),
                new NodeSpec("meter", new MeterSettings(), List.of(LinkSpec.unity("mix"))),
                new NodeSpec("keep", new KeepSettings(history), List.of(LinkSpec.unity("gain"))),
                new NodeSpec("timeshift", new TimeshiftSettings(history, 1), List.of()),
                new NodeSpec("loudness", new LoudnessMeterSettings(), List.of(LinkSpec.unity("mix"))),
                new NodeSpec("normaliser", NormaliserSettings.DEFAULT, List.of(LinkSpec.unity("mix"))),
                new NodeSpec(
                        "ducker",
                        DuckerSettings.DEFAULT,
                        List.of(LinkSpec.unity("normaliser"), LinkSpec.unity("tone", DuckerSettings.KEY))),
                new NodeSpec("limiter", new LimiterSettings(-30, 80), List.of(LinkSpec.unity("ducker"))),
                new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("limiter")))));
    }

    /** Time flies: every deadline has just been reached. */
    private static final class SteppingClock implements io.antiphon.engine.clock.Clock {
        private final SystemClock base = new SystemClock();
        private long aheadNs;

        @Override
        public long nowNs() {
            return base.nowNs() + aheadNs;
        }

        @Override
        public void awaitUntil(long deadlineNs) {
            aheadNs += Math.max(0, deadlineNs - nowNs());
        }
    }

    private record TellingSink(Semaphore rendered) implements SinkEndpoint {
        @Override
        public void write(AudioBlock from, long position) {
            rendered.release();
        }

        @Override
        public SinkStatus status() {
            return new SinkStatus(0, Map.of());
        }

        @Override
        public void close() {}
    }

    /** Notes what the render thread has allocated, every ten thousand periods. */
    private static final class AllocationProbe implements SinkEndpoint {
        private static final int WINDOW = 10_000;
        private static final int WINDOWS = 6;

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final long[] allocated = new long[WINDOWS + 1];
        private final CountDownLatch done = new CountDownLatch(1);
        private int written;

        @Override
        public void write(AudioBlock from, long position) {
            int window = written++ / WINDOW;
            if (written % WINDOW == 1 && window <= WINDOWS) {
                allocated[window] = threads.getCurrentThreadAllocatedBytes();
            }
            if (window == WINDOWS) {
                done.countDown();
            }
        }

        private void await() throws InterruptedException {
            done.await();
        }

        /** Bytes in each window but the first, in which everything happens for the first time. */
        private List<Long> windows() {
            return IntStream.range(1, WINDOWS)
                    .mapToObj(i -> allocated[i + 1] - allocated[i])
                    .toList();
        }

        @Override
        public SinkStatus status() {
            return new SinkStatus(0, Map.of());
        }

        @Override
        public void close() {}
    }
}
