package io.antiphon.app.main;

import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.schema.Problem;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SourceEndpoint;
import io.antiphon.engine.endpoint.SourceProvider;
import io.antiphon.engine.graph.GraphException;
import io.antiphon.engine.graph.GraphSpec;
import io.antiphon.engine.graph.LinkSpec;
import io.antiphon.engine.graph.NodeSpec;
import io.antiphon.engine.node.MixSettings;
import io.antiphon.engine.node.SinkSettings;
import io.antiphon.engine.node.SourceSettings;
import io.antiphon.engine.render.Engine;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph of one stream: a source, a mix, and what goes on the air. Any thread may select another source, one at a time;
 * a thread of its own takes out what has faded away.
 */
final class StreamGraph implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamGraph.class);
    private static final String MIX = "mix";
    private static final int CHANNELS = 2;
    private static final long SETTLE_MS = 100;

    private final Engine engine;
    private final List<SourceProvider> providers;
    private final SinkEndpoint air;
    private final ScheduledExecutorService settling = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("antiphon-stream").daemon().unstarted(task));
    private int sources;
    private String selected = "";

    /**
     * @param engine whose graph nobody else changes
     * @param providers who open sources
     * @param air what browsers hear
     */
    StreamGraph(Engine engine, List<SourceProvider> providers, SinkEndpoint air) {
        this.engine = engine;
        this.providers = providers;
        this.air = air;
        var _ = settling.scheduleWithFixedDelay(this::settle, SETTLE_MS, SETTLE_MS, TimeUnit.MILLISECONDS);
    }

    /** Tag of what is streamed; empty before the first. */
    synchronized String selected() {
        return selected;
    }

    /**
     * Streams the source of that tag; the last one fades away.
     *
     * @throws EndpointException when it cannot be opened; then nothing has changed
     */
    synchronized void open(String tag) throws EndpointException {
        if (tag.equals(selected)) {
            return;
        }
        for (SourceProvider provider : providers) {
            if (provider.accepts(tag)) {
                play(provider.open(tag));
                selected = tag;
                LOG.info("source {} is on the air", tag);
                return;
            }
        }
        throw new EndpointException("source \"" + tag + "\" is of no kind that can be streamed");
    }

    /** As {@link #open}, for who asked over the network. */
    void select(String tag) throws ChangeRefused {
        try {
            open(tag);
        } catch (EndpointException e) {
            throw new ChangeRefused(
                    ChangeRefused.Reason.CONFLICT, Problem.of("cannot_open", "source", String.valueOf(e.getMessage())));
        }
    }

    private void play(SourceEndpoint endpoint) {
        String source = "source-" + ++sources;
        GraphSpec spec = new GraphSpec(List.of(
                new NodeSpec(source, new SourceSettings(endpoint), List.of()),
                new NodeSpec(MIX, new MixSettings(CHANNELS), List.of(LinkSpec.unity(source))),
                new NodeSpec("air", new SinkSettings(air), List.of(LinkSpec.unity(MIX)))));
        try {
            engine.apply(spec);
        } catch (GraphException e) {
            endpoint.close();
            throw new IllegalStateException("a graph of a source, a mix and a sink was refused", e);
        }
    }

    /** A fault must not end what is done again and again. */
    private synchronized void settle() {
        try {
            if (engine.isSettling()) {
                engine.settle();
            }
        } catch (RuntimeException e) {
            LOG.error("what has faded away could not be taken out", e);
        }
    }

    /** Ends its thread; the engine closes what it plays. */
    @Override
    public void close() {
        settling.shutdownNow();
        try {
            settling.awaitTermination(SETTLE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
