package io.antiphon.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.generator.GeneratorProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.GainSettings;
import io.antiphon.engine.node.MeterSettings;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.testing.CapturingSink;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A second render thread changes when something is computed, never what. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RenderHelperTest {
    private static final int STRIPS = 48;
    private static final int PERIODS = 4_000;
    private static final int PERIODS_BETWEEN_EDITS = 37;
    private static final long SEED = 20_261_121;

    @Test
    void soundIsTheSameToTheLastBitThroughHundredEdits() throws Exception {
        CapturingSink alone = new CapturingSink();
        CapturingSink helped = new CapturingSink();
        try (Engine engine = new Engine(GraphFormat.DEFAULT, new SystemClock(), RenderThreadSetup.NONE)) {
            render(engine, alone);
        }
        try (Engine engine =
                new Engine(GraphFormat.DEFAULT, new SystemClock(), RenderThreadSetup.NONE, new PastClock())) {
            engine.startHelper();
            render(engine, helped);
            Map<String, Long> counters = engine.status().counters();
            assertThat(counters.get("periods_shared")).isGreaterThan(PERIODS / 100L);
            assertThat(engine.nodeCosts())
                    .allSatisfy(cost -> assertThat(cost.timed()).isPositive());
        }
        for (int channel = 0; channel < 2; channel++) {
            assertThat(Arrays.mismatch(alone.channel(channel), helped.channel(channel)))
                    .as("first frame that differs, seed %d", SEED)
                    .isEqualTo(-1);
        }
    }

    @Test
    void helperAllocatesNothing() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CompletableFuture<Long> helper = new CompletableFuture<>();
        RenderThreadSetup setup = new RenderThreadSetup() {
            @Override
            public void prepare() {}

            @Override
            public void prepareHelper() {
                helper.complete(Thread.currentThread().threadId());
            }
        };
        try (Engine engine = new Engine(GraphFormat.DEFAULT, new SystemClock(), setup, new PastClock())) {
            engine.startHelper();
            long helperId = helper.get(10, TimeUnit.SECONDS);
            engine.apply(strips(new CapturingSink(), new Random(SEED), openSources()));
            List<Long> bytes = new ArrayList<>();
            for (int window = 0; window < 4; window++) {
                long before = threads.getThreadAllocatedBytes(helperId);
                renderShared(engine, 500);
                bytes.add(threads.getThreadAllocatedBytes(helperId) - before);
            }
            assertThat(bytes).as("bytes in windows, see AllocationWindows").contains(0L);
        }
    }

    /** Renders until that many periods were shared. */
    private static void renderShared(Engine engine, int periods) {
        long until = engine.status().counters().getOrDefault("periods_shared", 0L) + periods;
        while (engine.status().counters().getOrDefault("periods_shared", 0L) < until) {
            engine.renderPeriod();
        }
    }

    private static void render(Engine engine, CapturingSink sink) throws Exception {
        Random random = new Random(SEED);
        List<SourceSettings> sources = openSources();
        for (int period = 0; period < PERIODS; period++) {
            if (period % PERIODS_BETWEEN_EDITS == 0) {
                engine.apply(strips(sink, random, sources));
            }
            engine.renderPeriod();
            if (period % PERIODS_BETWEEN_EDITS == PERIODS_BETWEEN_EDITS - 1) {
                engine.settle();
            }
        }
    }

    private static List<SourceSettings> openSources() throws Exception {
        List<SourceSettings> sources = new ArrayList<>();
        for (int i = 0; i < STRIPS; i++) {
            sources.add(new SourceSettings(GeneratorProvider.tone(48_000).open("tone:" + (100 + 37 * i) + ":-30")));
        }
        return sources;
    }

    private static GraphSpec strips(CapturingSink sink, Random random, List<SourceSettings> sources) {
        List<NodeSpec> nodes = new ArrayList<>();
        List<LinkSpec> links = new ArrayList<>();
        for (int i = 0; i < STRIPS; i++) {
            nodes.add(new NodeSpec("source" + i, sources.get(i), List.of()));
            LinkSpec from = LinkSpec.unity("source" + (random.nextInt(4) == 0 ? random.nextInt(STRIPS) : i));
            nodes.add(new NodeSpec("gain" + i, new GainSettings(random.nextDouble()), List.of(from)));
            nodes.add(new NodeSpec("meter" + i, new MeterSettings(), List.of(LinkSpec.unity("gain" + i))));
            if (random.nextInt(3) > 0) {
                links.add(new LinkSpec("gain" + i, random.nextDouble()));
            }
        }
        nodes.add(new NodeSpec("mix", new MixSettings(2), links));
        nodes.add(new NodeSpec("out", new SinkSettings(sink), List.of(LinkSpec.unity("mix"))));
        return new GraphSpec(nodes);
    }

    /** Whatever is waited for has come, so that the helper stands ready whenever it is not at work. */
    private static final class PastClock implements Clock {
        @Override
        public long nowNs() {
            return System.nanoTime();
        }

        @Override
        public void awaitUntil(long deadlineNs) {
            Thread.onSpinWait();
        }
    }
}
