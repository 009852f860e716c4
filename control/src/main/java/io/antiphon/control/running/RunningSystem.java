package io.antiphon.control.running;

import io.antiphon.control.apply.GraphApplier;
import io.antiphon.control.apply.TapId;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationMerge;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.solver.DesiredState;
import io.antiphon.control.solver.Solver;
import io.antiphon.control.store.ConfigurationStore;
import io.antiphon.control.store.FileEdit;
import io.antiphon.control.tuning.Tuning;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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

    /** How soon a stream that comes up joins a source that takes several. */
    private static final long ATTACH_MS = 100;

    private static final long FADE_STEP_MS = 20;

    /** Who made what was found in the file. */
    private static final String BY_HAND = "configuration file";

    private final ControlLoop loop;
    private final GraphApplier applier;
    private final ConfigurationStore store;
    private final History history;
    private final LastHands hands = new LastHands();
    private final InstantSource time;
    private final Clock clock;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final Map<TapId, SinkEndpoint> taps = new LinkedHashMap<>();
    private final Map<String, Passing> passing = new LinkedHashMap<>();
    private boolean settling;
    private boolean stepping;
    private Configuration heard = Configuration.EMPTY;
    private DesiredState desired = DesiredState.NOTHING;
    private @Nullable Fade fade;
    private volatile Solo solo = Solo.NONE;
    private volatile @Nullable String fileProblem;
    private volatile FileEdit.@Nullable PutAside putAside;
    private volatile Configuration configuration = Configuration.EMPTY;
    private volatile Configuration everything = Configuration.EMPTY;

    /**
     * @param loop the thread that owns it
     * @param applier makes the engine run what was solved
     * @param store where changes are written to
     * @param time when changes are made
     * @param clock how far a fade is
     */
    public RunningSystem(
            ControlLoop loop, GraphApplier applier, ConfigurationStore store, InstantSource time, Clock clock) {
        this.loop = loop;
        this.applier = applier;
        this.store = store;
        this.history = new History(time);
        this.time = time;
        this.clock = clock;
    }

    /** Runs a configuration that needs no writing, and tries again from then on what could not be opened. Any thread; once. */
    public CompletableFuture<Void> start(Configuration initial) {
        loop.every(RETRY_MS, this::retry);
        loop.every(ATTACH_MS, applier::attachStreams);
        return loop.submit(() -> {
            run(initial);
            return null;
        });
    }

    /** The configuration that runs. Any thread. */
    public Configuration configuration() {
        return configuration;
    }

    /** The configuration that runs, and what runs beside it for a while. Any thread. */
    public Configuration everything() {
        return everything;
    }

    /** Adds somebody to be told on the control thread, without delay, after each change. Any thread. */
    public void addObserver(Runnable observer) {
        observers.add(observer);
    }

    /**
     * Makes a change. Any thread.
     *
     * @param importance whether it is worth a revision of its own
     * @param who who makes it
     * @return done when it is on disk; failed with {@link ChangeRefused} when it cannot be made
     */
    public CompletableFuture<Void> change(Change change, Importance importance, String who) {
        return loop.submit(() -> make(change, importance, who, 0).saving()).thenCompose(Saving::done);
    }

    /**
     * Makes a change whose volumes are heard to move to their new values; configured and written they are at once. Any
     * thread.
     *
     * @return what was configured before, when the change is on disk; as {@link #change}
     */
    public CompletableFuture<Configuration> fadeTo(Change change, int fadeMs, String who) {
        return loop.submit(() -> make(change, Importance.STRUCTURE, who, fadeMs))
                .thenCompose(made -> made.saving().done().thenApply(_ -> made.before()));
    }

    private Made make(Change change, Importance importance, String who, int fadeMs) throws ChangeRefused {
        Configuration before = configuration;
        Configuration next = change.apply(before);
        fade = fadeMs > 0 ? Fade.begin(heard, next, clock.nowNs(), fadeMs * 1_000_000L) : left(fade, before, next);
        hands.note(who, before, next);
        run(next);
        history.add(who, importance, before, next);
        return new Made(before, new Saving(store.save(next, importance == Importance.STRUCTURE)));
    }

    private static @Nullable Fade left(@Nullable Fade fade, Configuration before, Configuration next) {
        return fade == null ? null : fade.without(before, next);
    }

    /** The time of day. Any thread. */
    public Instant now() {
        return time.instant();
    }

    /** The last changes. Any thread. */
    public History history() {
        return history;
    }

    /** Who changed a source, sink or route last, as the API knows them; empty when nobody has since the start. Any thread. */
    public String changedBy(String configId) {
        return hands.of(configId);
    }

    /** Takes the last change back. Any thread; as {@link #change}. */
    public CompletableFuture<Step> undo(String who) {
        return move(who, History::lastDone, Step::before, History::undone);
    }

    /** Makes the change again that was last taken back. Any thread; as {@link #change}. */
    public CompletableFuture<Step> redo(String who) {
        return move(who, History::lastUndone, Step::after, History::redone);
    }

    private CompletableFuture<Step> move(
            String who, Choice choice, Function<Step, Configuration> to, Consumer<History> note) {
        AtomicReference<Step> moved = new AtomicReference<>();
        return loop.submit(() -> {
                    Step step = choice.of(history);
                    Configuration next = to.apply(step);
                    fade = null;
                    hands.note(who, configuration, next);
                    run(next);
                    note.accept(history);
                    moved.set(step);
                    return new Saving(store.save(next, true));
                })
                .thenCompose(Saving::done)
                .thenApply(_ -> moved.get());
    }

    /** Runs what a person edited in the file, or says what is wrong with it. Any thread. */
    public void take(FileEdit edit) {
        switch (edit) {
            case FileEdit.Taken taken -> loop.execute(() -> take(taken));
            case FileEdit.Refused refused -> {
                fileProblem = refused.problem();
                LOG.error(
                        "running system: the file was edited and is not right; what runs goes on: {}",
                        refused.problem());
            }
            case FileEdit.PutAside aside -> {
                putAside = aside;
                fileProblem = null;
            }
            case FileEdit.None _ -> {}
        }
    }

    /** What is wrong with the file as a person edited it. Any thread. */
    public Optional<String> fileProblem() {
        return Optional.ofNullable(fileProblem);
    }

    /** The last edit that could not be taken and was written over; empty when one that was taken came after it. Any thread. */
    public Optional<FileEdit.PutAside> putAside() {
        return Optional.ofNullable(putAside);
    }

    private void take(FileEdit.Taken edit) {
        try {
            Configuration next = ConfigurationMerge.merge(edit.before(), edit.after(), configuration);
            fileProblem = null;
            putAside = null;
            Configuration before = configuration;
            if (!next.equals(before)) {
                fade = left(fade, before, next);
                hands.note(BY_HAND, before, next);
                run(next);
                history.add(BY_HAND, Importance.STRUCTURE, before, next);
                LOG.info("running system: what was edited in the file runs");
            }
            if (!edit.complete() || !next.equals(edit.after())) {
                var _ = store.save(next, true);
            }
        } catch (ChangeRefused e) {
            LOG.error("running system: the edit does not go with what was changed meanwhile: {}", e.getMessage());
            store.putAside(edit, String.valueOf(e.getMessage()));
            var _ = store.save(configuration, true);
        }
    }

    /** Makes the engine work otherwise, at once. Any thread; done when it does. */
    public CompletableFuture<Void> tune(Supplier<Tuning> tuning) {
        return loop.submit(() -> {
            applier.tune(tuning.get());
            apply(configuration);
            return null;
        });
    }

    /** Tries at once what could not be opened. Any thread; done when it was tried. */
    public CompletableFuture<Void> tryAgain() {
        return loop.submit(() -> {
            applier.tryAgain();
            apply(configuration);
            return null;
        });
    }

    /** Lets listeners hear a sink. Control thread. */
    public void putTap(TapId id, SinkEndpoint tap) {
        taps.put(id, tap);
        apply(configuration);
    }

    /** Takes that away; the engine closes the tap when it has faded. Control thread. */
    public void removeTap(TapId id) {
        if (taps.remove(id) != null) {
            apply(configuration);
        }
    }

    /** Runs something for a while; what cannot run is not kept. Control thread. */
    public void putPassing(String id, Passing made) {
        passing.put(id, made);
        try {
            apply(configuration);
        } catch (RuntimeException e) {
            passing.remove(id);
            throw e;
        }
    }

    /** Takes that away. Control thread. */
    public void removePassing(String id) {
        if (passing.remove(id) != null) {
            apply(configuration);
        }
    }

    /**
     * Lets these sources and sinks be heard alone, without any change of what is configured; none ends it. Any thread.
     *
     * @param ids their identities, those of groups for all members; what is not configured is passed over
     * @return done when it is heard
     */
    public CompletableFuture<Void> solo(Set<String> ids) {
        return loop.submit(() -> {
            Solo next = new Solo(ids).within(configuration);
            if (!next.equals(solo)) {
                solo = next;
                run(configuration);
            }
            return null;
        });
    }

    /** Identities of what is heard alone; empty when everything is. Any thread. */
    public Set<String> solo() {
        return solo.ids();
    }

    /** Measures the loudness of these sources and sinks from now on, and of no others. Any thread. */
    public void measureLoudness(Set<String> ids) {
        loop.execute(() -> {
            if (applier.measureLoudness(ids)) {
                apply(configuration);
            }
        });
    }

    private Configuration withPassing(Configuration configured) {
        Configuration all = RemoteSinks.addTo(configured);
        for (Passing made : passing.values()) {
            all = made.addTo(all);
        }
        return all;
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
        Fade running = fade;
        heard = running == null ? next : running.at(next, clock.nowNs());
        DesiredState solved = Solver.solve(withPassing(heard), desired);
        solo = solo.within(next);
        applier.apply(solo.of(solved, next), taps);
        desired = solved;
        everything = withPassing(next);
        if (running != null && !stepping) {
            stepping = true;
            loop.after(FADE_STEP_MS, this::stepFade);
        }
        if (!settling) {
            settling = true;
            loop.after(SETTLE_MS, this::settle);
        }
    }

    private void stepFade() {
        stepping = false;
        Fade running = fade;
        if (running != null && running.isOver(clock.nowNs())) {
            fade = null;
        }
        if (running != null) {
            apply(configuration);
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

    /**
     * A change that was made.
     *
     * @param before what was configured before
     * @param saving the save that was begun
     */
    private record Made(Configuration before, Saving saving) {}

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

    /** Which change is meant. */
    @FunctionalInterface
    private interface Choice {
        Step of(History history) throws ChangeRefused;
    }
}
