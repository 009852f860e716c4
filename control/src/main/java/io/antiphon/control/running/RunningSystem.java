package io.antiphon.control.running;

import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.solver.Solver;
import io.antiphon.control.store.ConfigurationStore;
import io.antiphon.engine.endpoint.SinkEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration that runs. A change is edited, solved, applied, told to the observers and written, in this order: it
 * is heard before it is on disk, and acknowledged after.
 *
 * <p>Owned by the control thread; what any thread may call says so.
 */
public final class RunningSystem {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);
    private static final long SETTLE_MS = 50;
    private static final long RETRY_MS = 5_000;

    private final ControlLoop loop;
    private final GraphApplier applier;
    private final ConfigurationStore store;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final Map<String, SinkEndpoint> taps = new LinkedHashMap<>();
    private boolean settling;
    private volatile Configuration configuration = Configuration.EMPTY;

    /**
     * @param loop the thread that owns it
     * @param applier makes the engine run what was solved
     * @param store where changes are written to
     */
    public RunningSystem(ControlLoop loop, GraphApplier applier, ConfigurationStore store) {
        this.loop = loop;
        this.applier = applier;
        this.store = store;
    }

    /** Runs a configuration that needs no writing, and tries again from then on what could not be opened. Any thread; once. */
    public CompletableFuture<Void> start(Configuration initial) {
        loop.every(RETRY_MS, this::retry);
        return loop.submit(() -> {
            run(initial);
            return null;
        });
    }

    /** The configuration that runs. Any thread. */
    public Configuration configuration() {
        return configuration;
    }

    /** Adds somebody to be told on the control thread, without delay, after each change. Any thread. */
    public void addObserver(Runnable observer) {
        observers.add(observer);
    }

    /**
     * Makes a change. Any thread.
     *
     * @param importance whether it is worth a revision of its own
     * @return done when it is on disk; failed with {@link ChangeRefused} when it cannot be made
     */
    public CompletableFuture<Void> change(Change change, Importance importance) {
        return loop.submit(() -> {
                    Configuration next = change.apply(configuration);
                    run(next);
                    return new Saving(store.save(next, importance == Importance.STRUCTURE));
                })
                .thenCompose(Saving::done);
    }

    /** Lets listeners hear a sink. Control thread. */
    public void putTap(String sinkId, SinkEndpoint tap) {
        taps.put(sinkId, tap);
        apply(configuration);
    }

    /** Takes that away; the engine closes the tap when it has faded. Control thread. */
    public void removeTap(String sinkId) {
        if (taps.remove(sinkId) != null) {
            apply(configuration);
        }
    }

    private void run(Configuration next) {
        apply(next);
        configuration = next;
        observers.forEach(RunningSystem::tell);
    }

    /** A fault of somebody who is told must not keep a change, which runs already, from being written. */
    private static void tell(Runnable observer) {
        try {
            observer.run();
        } catch (RuntimeException e) {
            LOG.error("running system: an observer of changes failed", e);
        }
    }

    private void apply(Configuration next) {
        applier.apply(Solver.solve(next), taps);
        if (!settling) {
            settling = true;
            loop.after(SETTLE_MS, this::settle);
        }
    }

    private void settle() {
        settling = applier.settle();
        if (settling) {
            loop.after(SETTLE_MS, this::settle);
        }
    }

    private void retry() {
        if (applier.hasFailures()) {
            apply(configuration);
        }
    }

    /**
     * A save that was begun on the control thread, so that saves stand in the order of the changes.
     *
     * @param done completes when it is on disk
     */
    private record Saving(CompletableFuture<Void> done) {}

    /** How much a change means. */
    public enum Importance {
        /** A value was turned; it comes many times a second while somebody drags a fader. */
        VALUE,
        /** Something was added, changed or deleted: worth a revision. */
        STRUCTURE
    }

    /** A wish: from one configuration to the next. */
    @FunctionalInterface
    public interface Change {
        /** The next configuration. Control thread; pure. */
        Configuration apply(Configuration before) throws ChangeRefused;
    }
}
