package io.antiphon.engine.render;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.counters.Counters;
import io.antiphon.engine.counters.NodeCounter;
import io.antiphon.engine.dsp.RampedGain;
import io.antiphon.engine.graph.GraphCompiler;
import io.antiphon.engine.graph.GraphCompiler.CompiledNodes;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.NodeHandle;
import io.antiphon.engine.graph.Schedule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The audio graph as the control thread sees it: give it a spec and it sounds so, from the next period on and without a
 * click.
 *
 * <p>Owned by the control thread, but for {@link #status}, {@link #nodeCosts}, {@link #time} and {@link #format}, which any thread may call.
 */
public final class Engine implements AutoCloseable {
    /** Periods that may pass before a schedule is taken and its first ramp begins. */
    private static final long FADE_SLACK_PERIODS = 3;

    private final GraphFormat format;
    private final GraphCompiler compiler;
    private final Renderer renderer;
    private final RenderThread thread;
    private final @Nullable RenderHelper helper;
    private final RenderThreadSetup setup;
    private final Deque<Retired> retired = new ArrayDeque<>();
    private @Nullable Schedule last;
    private volatile CompiledNodes scheduled = CompiledNodes.NONE;
    private long fadedAt = Long.MAX_VALUE;

    /**
     * @param format period and rate
     * @param clock what the render thread waits on
     * @param setup prepares the render thread
     */
    public Engine(GraphFormat format, Clock clock, RenderThreadSetup setup) {
        this(format, clock, setup, null);
    }

    /**
     * With a second render thread that runs a half of what is independent. The sound is the same to the last bit.
     *
     * @param helperClock what the second thread waits on; null for none
     */
    public Engine(GraphFormat format, Clock clock, RenderThreadSetup setup, @Nullable Clock helperClock) {
        this.format = format;
        this.compiler = new GraphCompiler(format, helperClock != null);
        this.renderer = new Renderer(format, clock);
        this.helper = helperClock == null ? null : new RenderHelper(renderer, helperClock, setup);
        if (helper != null) {
            renderer.helpedBy(helper);
        }
        this.thread = new RenderThread(renderer, setup);
        this.setup = setup;
    }

    /** Starts the render thread. Not to be called when {@link #renderPeriod} turns the graph instead. */
    public void start() {
        startHelper();
        thread.start();
    }

    /** Starts the second render thread alone, if there is one, for a graph that is turned by {@link #renderPeriod}. */
    void startHelper() {
        if (helper != null) {
            helper.start();
        }
    }

    /**
     * Makes the graph sound as {@code spec} says. Where only values differ from what runs, they are turned; else a new
     * schedule is compiled here and swapped in between two periods.
     *
     * @return whether there is a new schedule
     * @throws GraphException when the spec cannot run; then nothing has changed
     */
    public boolean apply(GraphSpec spec) throws GraphException {
        Schedule next = compiler.compile(spec);
        swap(next);
        settle();
        return next != null;
    }

    /**
     * Takes out what has faded away and closes what the render thread let go of. To be called a few times a second while
     * {@link #isSettling} says so; costs nothing otherwise.
     */
    public void settle() {
        if (compiler.isFading() && renderer.position() >= fadedAt) {
            swap(compiler.compileSettled());
        }
        while (!retired.isEmpty() && retired.peek().lastSequence() < renderer.runningSequence()) {
            retired.remove().handle().release();
        }
    }

    /** True while something fades out or waits to be closed. */
    public boolean isSettling() {
        return compiler.isFading() || !retired.isEmpty();
    }

    /** The handle of a node of the last applied spec, when it is of that type. */
    public <H extends NodeHandle> Optional<H> handle(String nodeId, Class<H> type) {
        NodeHandle handle = compiler.handle(nodeId);
        return type.isInstance(handle) ? Optional.of(type.cast(handle)) : Optional.empty();
    }

    /** How it is doing. */
    public EngineStatus status() {
        return renderer.status(setup.rights());
    }

    /** What each node of the last schedule costs, the dearest first. Any thread. */
    public List<NodeCost> nodeCosts() {
        List<NodeCost> costs = new ArrayList<>();
        scheduled.forEach((id, handle) -> {
            Counters<NodeCounter> cost = handle.node().cost();
            costs.add(new NodeCost(
                    id,
                    cost.get(NodeCounter.TIMED),
                    cost.get(NodeCounter.AVERAGE_NS_16THS) / 16.0,
                    cost.get(NodeCounter.LONGEST_NS)));
        });
        costs.sort(Comparator.comparingDouble(NodeCost::averageNs).reversed());
        return costs;
    }

    /** Where the graph stands in time. */
    public GraphTime time() {
        return renderer.time();
    }

    /** Period and rate. */
    public GraphFormat format() {
        return format;
    }

    /** Renders one period on the calling thread, for tests and for rendering faster than real time. */
    public void renderPeriod() {
        renderer.renderPeriod();
    }

    /** Stops the render thread and closes every endpoint. */
    @Override
    public void close() {
        thread.close();
        if (helper != null) {
            helper.close();
        }
        try {
            swap(compiler.compile(GraphSpec.EMPTY));
            swap(compiler.compileSettled());
        } catch (GraphException e) {
            throw new IllegalStateException("the empty graph was refused", e);
        }
        retired.forEach(entry -> entry.handle().release());
        retired.clear();
    }

    private void swap(@Nullable Schedule next) {
        if (next == null) {
            return;
        }
        long before = last == null ? 0 : last.sequence();
        compiler.takeUnscheduled().forEach(handle -> retired.add(new Retired(handle, before)));
        last = next;
        scheduled = compiler.nodes();
        renderer.offer(next);
        fadedAt = renderer.position() + RampedGain.RAMP_FRAMES + FADE_SLACK_PERIODS * format.periodFrames();
    }

    /**
     * A handle to be released.
     *
     * @param handle whose node is in no schedule from now on
     * @param lastSequence the last schedule that held the node
     */
    private record Retired(NodeHandle handle, long lastSequence) {}
}
